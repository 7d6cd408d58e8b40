import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generated } from '../../scripts/accuracy.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the tables of docs/accuracy.md are those that the committed figures make', async () => {
  for (const [path, text] of Object.entries(await generated())) {
    expect(readFileSync(`${root}/${path}`, 'utf8'), `${path}: run npx -y pnpm@10.34.9 accuracy --tables-only`).toBe(
      text,
    );
  }
});
