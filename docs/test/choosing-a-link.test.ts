import { readFileSync } from 'node:fs';
import * as design from '@lossmith/core/design';
import { expect, test } from 'vitest';
import { exampleOf, printed } from './example.ts';

const guide = readFileSync(new URL('../choosing-a-link.md', import.meta.url), 'utf8');

test('the example of choosing-a-link.md prints what stands below it', { timeout: 60_000 }, () => {
  const { code, output } = exampleOf(guide);
  expect(printed(code, 'choosing-a-link')).toBe(output);
});

test('choosing-a-link.md names every function of the entry', () => {
  for (const name of Object.keys(design)) expect(guide, name).toMatch(new RegExp(`\`${name}[\`(]`));
});
