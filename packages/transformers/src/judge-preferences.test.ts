import { describe, expect, test } from 'vitest';
import { type Judge, judgePreferences, links, losses, presets, type SequenceLogProbabilities } from './index.js';

const of = (sums: number[], counts: number[]): SequenceLogProbabilities => ({
  sums: Float64Array.from(sums),
  counts: Int32Array.from(counts),
  means: Float64Array.from(sums, (sum, k) => sum / counts[k]!),
});

const policy = { chosen: of([-10, -20, -30], [5, 10, 10]), rejected: of([-12, -18, -40], [4, 9, 20]) };
const reference = { chosen: of([-11, -19, -31], [5, 10, 10]), rejected: of([-12, -19, -39], [4, 9, 20]) };
/** Leads of the chosen ones over the rejected ones, less those of the reference. */
const leads = [1, -2, 2];
const means = [-2 + 3, -2 + 2, -3 + 2].map((lead, k) => lead - [-2.2 + 3, -1.9 + 19 / 9, -3.1 + 1.95][k]!);
const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;

describe('judgePreferences', () => {
  const { rows, table } = judgePreferences(policy, { reference });
  const [dpo, ipo, sinh, alpha] = rows;

  test('DPO is what its paper says', () => {
    expect(dpo!.loss).toBeCloseTo(mean(leads.map((lead) => Math.log1p(Math.exp(-0.1 * lead)))), 12);
    expect(dpo!.accuracy).toBeCloseTo(2 / 3, 12);
    expect(dpo!.margin.mean).toBeCloseTo(1 / 3, 12);
    expect(dpo!.margin.deviation).toBeCloseTo(Math.sqrt(mean(leads.map((lead) => (lead - 1 / 3) ** 2))), 12);
  });

  test('IPO takes means per token', () => {
    expect(ipo!.loss).toBeCloseTo(mean(means.map((lead) => (lead - 1 / (2 * 0.1)) ** 2)), 10);
    expect(ipo!.margin.mean).toBeCloseTo(mean(means), 12);
  });

  test('the selective link is the matching loss of a sinh link', () => {
    const D = (x: number) => (Math.cosh(2 * x) - Math.cosh(1)) / 2 - (x - 0.5) * Math.sinh(1);
    expect(sinh!.loss).toBeCloseTo(mean(leads.map((lead) => D(0.1 * lead))), 12);
  });

  test('AlphaPO takes no reference', () => {
    const reward = (logMean: number) => (2.5 * (1 - Math.exp(-0.25 * logMean))) / 0.25;
    const pairs = [
      [-2, -3],
      [-2, -2],
      [-3, -2],
    ] as const;
    const exact = pairs.map(([c, r]) => Math.log1p(Math.exp(-(reward(c) - reward(r) - 0.25))));
    expect(alpha!.loss).toBeCloseTo(mean(exact), 10);
    expect(alpha!.accuracy).toBeCloseTo(1 / 3, 12);
  });

  test('the table has a line per loss', () => {
    expect(table.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
      'loss',
      'DPO',
      'IPO',
      'sinh link',
      'AlphaPO',
    ]);
    expect(table.split('\n')[1]).toMatch(/^DPO\s+0\.\d{4}\s+66\.7 %\s+0\.333 ± 1\.700$/);
  });

  test('losses of your own, without a reference model', () => {
    const judges: Record<string, Judge> = {
      mine: { loss: losses.preference(links.tanh(), { target: 'label' }), per: 'token' },
    };
    expect(judgePreferences(policy, { judges }).rows.map(({ name, margin }) => [name, margin.mean])).toEqual([
      ['mine', mean([1, 0, -1])],
    ]);
  });

  test.each<[unknown, object, string]>([
    [{}, {}, 'policy is no set of preferences; give { chosen, rejected }, both of sequenceLogProbabilities'],
    [{ chosen: of([], []), rejected: of([], []) }, {}, 'policy is empty; give at least one pair'],
    [{ ...policy, rejected: of([1], [1]) }, {}, 'policy.rejected has shape [1], but [3] is needed'],
    [
      policy,
      { reference: { chosen: of([1], [1]), rejected: of([1], [1]) } },
      'reference has shape [1], but [3] is needed; give the same pairs',
    ],
    [
      policy,
      { judges: { x: { loss: presets.squared(), per: 'token' } } },
      "judges['x']: is no loss of preferences; make one with losses.preference",
    ],
    [policy, { losses: {} }, 'option losses: is unknown'],
  ])('bad input %#', (given, options, message) => {
    expect(() => judgePreferences(given as typeof policy, options)).toThrow(message);
  });
});
