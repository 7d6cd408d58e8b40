import { describe, expect, test } from 'vitest';
import type { LossInputs } from '../data/loss-inputs.js';
import { evaluate } from '../evaluate.js';
import type { Loss } from '../losses/loss.js';
import * as presets from './index.js';

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const xlogx = (x: number) => (x === 0 ? 0 : x * Math.log(x));
const entropy = (...p: number[]) => -p.reduce((sum, one) => sum + xlogx(one), 0);
const softmax = (row: readonly number[]) => {
  const weights = row.map(Math.exp);
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((one) => one / total);
};
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

const scores = [0.75, -1.25, 2, 0.5];
const observed = [1, 0.25, 1.5, -0.5];
const grades = [2, 0, 1, 0];
const pairsOf = (of: (i: number, j: number) => number, counted: (i: number, j: number) => boolean) =>
  scores.flatMap((_, i) => scores.flatMap((__, j) => (counted(i, j) ? [of(i, j)] : [])));
const lead = (i: number, j: number) => (scores[i] as number) - (scores[j] as number);
const above = (i: number, j: number) => (grades[i] as number) > (grades[j] as number);
const different = (i: number, j: number) => i !== j;

const [chosen, rejected, refChosen, refRejected] = [-1.25, -1.75, -1.5, -1.625];
const [uc, ur] = [chosen - refChosen, rejected - refRejected];
const pair = { predicted: [[chosen, rejected]], reference: [[refChosen, refRejected]] };
const alone = { predicted: [[chosen, rejected]] };
const list = (target: readonly number[], more: object = {}) => ({ predicted: [scores], target: [target], ...more });

interface Known {
  readonly name: string;
  readonly loss: Loss;
  readonly data: LossInputs;
  /** By the formula of its paper. */
  readonly published: number;
  readonly scale?: number;
  readonly offset?: number;
}

const gain = [3, 0, 1, 0];
const discount = [0.63, 0.5, 1, 0.43];
const lambda = (i: number, j: number) =>
  Math.abs((gain[i] as number) - (gain[j] as number)) * Math.abs((discount[i] as number) - (discount[j] as number));

const beta = 0.25;
const known: readonly Known[] = [
  { name: 'squared', loss: presets.squared(), data: { predicted: [0.5], target: [2] }, published: 2.25, scale: 2 },
  {
    name: 'logistic',
    loss: presets.logistic(),
    data: { predicted: [0.5], target: [0.75] },
    published: 0.75 * softplus(-0.5) + 0.25 * softplus(0.5),
    offset: entropy(0.75, 0.25),
  },
  {
    name: 'poisson',
    loss: presets.poisson(),
    data: { predicted: [0.5], target: [3] },
    published: Math.exp(0.5) - 1.5,
    offset: 3 - 3 * Math.log(3),
  },
  {
    name: 'rankNet',
    loss: presets.rankNet({ rate: 2 }),
    data: list(grades),
    published: mean(pairsOf((i, j) => softplus(-2 * lead(i, j)), above)),
    scale: 2,
  },
  {
    name: 'lambdaRank',
    loss: presets.lambdaRank(),
    data: list(grades, { gain: [gain], discount: [discount] }),
    published: mean(pairsOf((i, j) => lambda(i, j) * softplus(-lead(i, j)), above)) / mean(pairsOf(lambda, above)),
  },
  {
    name: 'pairwiseMse',
    loss: presets.pairwiseMse(),
    data: list(observed),
    published: mean(
      pairsOf((i, j) => (lead(i, j) - ((observed[i] as number) - (observed[j] as number))) ** 2, different),
    ),
    scale: 2,
  },
  {
    name: 'squaredHinge',
    loss: presets.squaredHinge(),
    data: list(grades),
    published: mean(pairsOf((i, j) => Math.max(0, 1 - lead(i, j)) ** 2, above)),
  },
  {
    name: 'listNet',
    loss: presets.listNet(),
    data: list(grades),
    published: -softmax(grades).reduce((sum, p, k) => sum + p * Math.log(softmax(scores)[k] as number), 0),
    offset: entropy(...softmax(grades)),
  },
  {
    name: 'listMle',
    loss: presets.listMle(),
    data: list([4, 1, 3, 2]),
    published: [0, 2, 3, 1]
      .map((place, k, order) => {
        const rest = order.slice(k).map((one) => scores[one] as number);
        return Math.log(rest.reduce((sum, one) => sum + Math.exp(one), 0)) - (scores[place] as number);
      })
      .reduce((sum, one) => sum + one, 0),
  },
  {
    name: 'softmaxCrossEntropy',
    loss: presets.softmaxCrossEntropy(),
    data: { predicted: [scores], target: [2] },
    published: -Math.log(softmax(scores)[2] as number),
  },
  {
    name: 'infoNce',
    loss: presets.infoNce({ temperature: 0.5 }),
    data: { predicted: [scores], target: [0] },
    published: -Math.log(softmax(scores.map((z) => z / 0.5))[0] as number),
  },
  {
    name: 'hinton',
    loss: presets.hinton({ temperature: 2 }),
    data: list(observed),
    published:
      4 *
      softmax(observed.map((z) => z / 2)).reduce(
        (sum, p, k) => sum + p * Math.log(p / (softmax(scores.map((z) => z / 2))[k] as number)),
        0,
      ),
  },
  { name: 'dpo', loss: presets.dpo({ beta }), data: pair, published: softplus(-beta * (uc - ur)) },
  {
    name: 'cdpo',
    loss: presets.cdpo({ beta, labelSmoothing: 0.125 }),
    data: pair,
    published: 0.875 * softplus(-beta * (uc - ur)) + 0.125 * softplus(beta * (uc - ur)),
    offset: entropy(0.125, 0.875),
  },
  { name: 'ipo', loss: presets.ipo({ beta }), data: pair, published: (uc - ur - 1 / (2 * beta)) ** 2 },
  {
    name: 'simPo',
    loss: presets.simPo({ beta: 2, gamma: 0.5 }),
    data: alone,
    published: softplus(-(2 * (chosen - rejected) - 0.5)),
  },
  { name: 'cpo', loss: presets.cpo({ beta }), data: alone, published: softplus(-beta * (chosen - rejected)) },
  {
    name: 'bco, wanted',
    loss: presets.bco({ beta, center: 0.1 }),
    data: { predicted: [uc], target: [1] },
    published: softplus(-(beta * uc - 0.1)),
    scale: beta,
  },
  {
    name: 'bco, unwanted',
    loss: presets.bco({ beta, center: 0.1 }),
    data: { predicted: [ur], target: [0] },
    published: softplus(beta * ur - 0.1),
    scale: beta,
  },
  {
    name: 'nca, chosen',
    loss: presets.nca({ beta }),
    data: { predicted: [uc], target: [2 / 3], weight: [1.5] },
    published: softplus(-beta * uc) + 0.5 * softplus(beta * uc),
    scale: beta,
    offset: 1.5 * entropy(2 / 3, 1 / 3),
  },
  {
    name: 'sppo',
    loss: presets.sppo(),
    data: { predicted: [uc], target: [1 / (2 * beta)] },
    published: (uc - 1 / (2 * beta)) ** 2,
  },
  {
    name: 'fDpo, forward KL',
    loss: presets.fDpo({ beta, divergence: 'forwardKl' }),
    data: pair,
    published: softplus(-beta * (Math.exp(-ur) - Math.exp(-uc))),
  },
  {
    name: 'fDpo, Jensen–Shannon',
    loss: presets.fDpo({ beta, divergence: 'jensenShannon' }),
    data: pair,
    published: softplus(
      -beta * (Math.log((2 * Math.exp(uc)) / (1 + Math.exp(uc))) - Math.log((2 * Math.exp(ur)) / (1 + Math.exp(ur)))),
    ),
  },
  ...[0.5, -0.5].map((alpha) => ({
    name: `fDpo, α = ${alpha}`,
    loss: presets.fDpo({ beta, divergence: { alpha } }),
    data: pair,
    published: softplus((-beta * (Math.exp(-alpha * ur) - Math.exp(-alpha * uc))) / alpha),
  })),
  {
    name: 'alphaPo',
    loss: presets.alphaPo({ beta: 2, gamma: 0.3, alpha: 0.25 }),
    data: alone,
    published: softplus(-((2 * (Math.exp(-0.25 * rejected) - Math.exp(-0.25 * chosen))) / 0.25 - 0.3)),
  },
  {
    name: 'orpo',
    loss: presets.orpo(),
    data: alone,
    published: softplus(-(chosen - rejected - (Math.log1p(-Math.exp(chosen)) - Math.log1p(-Math.exp(rejected))))),
  },
];

describe('a preset is the published loss, but for its scale and offset', () => {
  test.each(known)('$name', ({ loss, data, published, scale = 1, offset = 0 }) => {
    const value = scale * (evaluate(loss, data).loss[0] as number) + offset;
    expect(Math.abs(value - published)).toBeLessThanOrEqual(1e-12 * Math.abs(published));
  });

  test('each has its test', () => {
    const tested = new Set(known.map(({ name }) => name.split(',')[0]));
    expect([...tested].sort()).toEqual(Object.keys(presets).sort());
  });
});

test.each([
  [() => presets.dpo(undefined as never), 'options: are missing'],
  [() => presets.dpo({} as never), 'beta: is missing; give { beta }'],
  [() => presets.rankNet(2 as never), 'options: must be an object, got 2'],
  [() => presets.rankNet({ sigma: 2 } as never), 'unknown key "sigma"; known here: rate'],
  [() => presets.fDpo({ beta: 1, divergence: 'reverseKl' as never }), "use 'forwardKl', 'jensenShannon' or { alpha }"],
  [() => presets.alphaPo({ beta: 1, gamma: 0, alpha: 0 }), 'alpha: is 0'],
  [() => presets.hinton({ temperature: -1 }), 'temperature: must be greater than 0'],
])('wrong options are refused: %#', (make, message) => {
  expect(make).toThrow(message);
});
