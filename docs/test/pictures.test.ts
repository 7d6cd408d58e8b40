import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pictures } from '../pictures/index.ts';

const drawn = pictures();

test('the committed pictures are those that the library draws', () => {
  for (const [name, svg] of Object.entries(drawn)) {
    const committed = readFileSync(new URL(`../pictures/${name}`, import.meta.url), 'utf8');
    expect(committed, `${name}: run npx -y pnpm@10.34.9 docs:build`).toBe(svg);
  }
});
