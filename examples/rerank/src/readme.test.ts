import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contenders } from './contenders.ts';
import { type Outcome, UNTRAINED } from './experiment.ts';
import { summaryTable, tableIn } from './report.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const { outcomes, exported } = JSON.parse(read('results.json')) as {
  readonly outcomes: readonly Outcome[];
  readonly exported: Readonly<Record<string, number>>;
};

test('the committed results are of every contender on five seeds, with settings that it still has', () => {
  const names = [UNTRAINED, ...contenders.map(({ name }) => name)];
  expect(outcomes.map(({ seed, name }) => [seed, name])).toEqual(
    [1, 2, 3, 4, 5].flatMap((seed) => names.map((name) => [seed, name])),
  );
  for (const { name, chosen } of outcomes.filter((one) => one.name !== UNTRAINED))
    expect(contenders.find((one) => one.name === name)!.settings.map(({ label }) => label)).toContain(chosen);
  expect(contenders.map(({ settings }) => settings.length)).toEqual([6, 6, 6, 6, 6]);
});

test('README.md shows the committed results', () => {
  expect(tableIn(read('README.md'))).toBe(summaryTable(outcomes));
  expect(Object.keys(exported)).toEqual(['@huggingface/transformers', '@xenova/transformers']);
  expect(Math.max(...Object.values(exported))).toBeLessThan(1e-5);
});
