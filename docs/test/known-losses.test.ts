import { readFileSync } from 'node:fs';
import { evaluate, links, losses, presets } from '@lossmith/core';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const guide = read('../known-losses.md');

test('known-losses.md has every preset once in its tables', () => {
  const named = [...guide.matchAll(/^\|[^|]*\| `(\w+)\(/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual(Object.keys(presets).sort());
});

test('the example of known-losses.md gives one number per list', () => {
  const data = { predicted: [[0.3, 1.2, -0.5]], target: [[2, 0, 1]] };
  expect(guide).toContain(`evaluate(loss, { predicted: [[0.3, 1.2, -0.5]], target: [[2, 0, 1]] }).loss`);
  expect(evaluate(presets.rankNet(), data).loss).toHaveLength(1);
});

test("core's README says what RankNet of its example gives", () => {
  const loss = losses.pairwise(links.sigmoid(), { target: 'relevance' });
  const result = evaluate(loss, { predicted: [[2, 1, 0.5]], target: [[1, 2, 0]], mask: [[1, 1, 0]] });
  expect(read('../../packages/core/README.md')).toContain('// loss [1.313…], gradient [0.731…, −0.731…, 0]');
  expect(result.loss[0]).toBeCloseTo(1.313, 3);
  expect([...result.gradient].map((x) => x.toFixed(3))).toEqual(['0.731', '-0.731', '0.000']);
});
