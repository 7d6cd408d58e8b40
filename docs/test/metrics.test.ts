import { readFileSync } from 'node:fs';
import * as metrics from '@lossmith/core/metrics';
import { expect, test } from 'vitest';
import { exampleOf, printed } from './example.ts';

const guide = readFileSync(new URL('../metrics.md', import.meta.url), 'utf8');

test('the example of metrics.md prints what stands below it', { timeout: 60_000 }, () => {
  const { code, output } = exampleOf(guide);
  expect(printed(code, 'metrics')).toBe(output);
});

test('metrics.md names every function of the entry', () => {
  for (const name of Object.keys(metrics)) expect(guide, name).toMatch(new RegExp(`\`${name}[\`(]`));
});
