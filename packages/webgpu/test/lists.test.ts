import { evaluate, type Loss, links, losses } from '@lossmith/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { createKernel } from '../src/create-kernel.js';
import { requiredLimits } from '../src/required-limits.js';
import { testDevice } from './gpu.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice({ requiredLimits: requiredLimits(lambdaRank, { examples: 5, items: 300 }, everything) });
});

const everything = { reduction: 'mean', mask: true, weight: true } as const;
const lambdaRank = losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' });

const all: readonly (readonly [string, Loss])[] = [
  ['exp by its closed form', losses.pairwise(links.exp({ rate: 0.6, center: 0.3 }))],
  ['arctan pair by pair', losses.pairwise(links.arctan({ center: 0.2 }))],
  ['RankNet', losses.pairwise(links.sigmoid(), { target: 'relevance' })],
  ['LambdaRank', lambdaRank],
  ['composite pairs', losses.pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'matching' })],
  ['ListMLE', losses.listMle()],
  ['distillation', losses.distillation({ temperature: 2 })],
];

const column = (count: number, of: (k: number) => number) => Float32Array.from({ length: count }, (_, k) => of(k));

/** Lists with masked items that hold NaN, one list of one item, one of none; the scores stand a shift away from what was observed. */
function listsOf(lists: number, items: number, shift: number, loss: Loss) {
  const count = lists * items;
  const mask = Array.from({ length: count }, (_, k) => {
    const list = Math.floor(k / items);
    return list === 0 ? k % 4 !== 1 : list === 1 ? k % items === 0 : list !== 2;
  });
  const hidden = (values: Float32Array) => values.map((x, k) => (mask[k] ? x : Number.NaN));
  const target = column(count, (k) => Math.round(Math.sin(k * 1.7) * 8) / 4);
  const predicted = target.map((s, k) => s + shift + 2 ** -6 * Math.cos(k));
  const weights = { gain: column(count, (k) => (k % 3) + 1), discount: column(count, (k) => 1 / (1 + (k % 5))) };
  const more = loss.inputs.some(({ name }) => name === 'gain') ? weights : {};
  const weight = column(lists, (k) => 1 + k / 2);
  return {
    predicted: hidden(predicted),
    target: hidden(target),
    mask: Uint8Array.from(mask, Number),
    weight,
    shape: [lists, items],
    ...more,
  };
}

/** Errors as a share of the largest number, which is what sums over pairs are rounded to. */
function expectNear(actual: ArrayLike<number>, expected: Float64Array): void {
  const most = Math.max(...expected.map(Math.abs));
  for (const [k, value] of expected.entries())
    expect(Math.abs((actual[k] as number) - value), `[${k}]`).toBeLessThanOrEqual(4e-6 * most);
}

/** In a quick run one loss of each way to add up pairs. */
const tried = whole ? all : all.filter(([name]) => /closed|LambdaRank|composite|ListMLE/.test(name));

describe.each(tried)('%s', (_, loss) => {
  test('gives what evaluate gives, with masks, weights and lists that count nothing', async () => {
    const kernel = await createKernel(device, loss, everything);
    for (const [lists, items, shift] of [
      [5, 7, 0],
      [4, 40, 5],
      [3, 300, -50],
    ] as const) {
      const data = listsOf(lists, items, shift, loss);
      const [found, wanted] = [await kernel.run(data), evaluate(loss, data, { reduction: 'mean' })];
      expectNear(found.loss!, wanted.loss);
      expectNear(found.gradient!, wanted.gradient);
    }
    kernel.dispose();
  });
});

test('more buffers than a device can bind are told, and what to do', async () => {
  const small = await testDevice();
  expect(small.limits.maxStorageBuffersPerShaderStage).toBeLessThan(9);
  await expect(createKernel(small, lambdaRank, everything)).rejects.toThrow(
    /needs maxStorageBuffersPerShaderStage ≥ 9, and the device has \d; make the device with requiredLimits/,
  );
  small.destroy();
});

test('a preference without a reference is one to a reference of 0', async () => {
  const loss = losses.preference(links.sigmoid(), { beta: 0.5 });
  const kernel = await createKernel(device, loss);
  const predicted = [
    [-3.5, -4.25],
    [-1, -0.5],
  ];
  const found = await kernel.run({ predicted });
  expectNear(found.gradient!, evaluate(loss, { predicted }, { reduction: 'mean' }).gradient);
  const reference = [
    [-3, -4],
    [-2, 0],
  ];
  expectNear(
    (await kernel.run({ predicted, reference })).gradient!,
    evaluate(loss, { predicted, reference }, { reduction: 'mean' }).gradient,
  );
  kernel.dispose();
});
