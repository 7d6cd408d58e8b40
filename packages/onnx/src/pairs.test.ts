import { evaluate, type Loss, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { allRuntimes, type Feed, float32, openModel, runModel, runtimes } from '../test/models.ts';
import { compileOnnx, type OnnxOptions } from './compile-onnx.js';
import { createKernel } from './create-kernel.js';
import type { OrtRuntime } from './runtime.js';

/** Lists as rows, with numbers that are float32. */
const rowsOf = (lists: number, items: number, of: (k: number) => number) =>
  Array.from({ length: lists }, (_, n) => Array.from({ length: items }, (_, k) => Math.fround(of(n * items + k))));

/** Data of all inputs that a loss has, masks and weights besides. */
function dataOf(loss: Loss, lists: number, items: number) {
  const of: Readonly<Record<string, (k: number) => number>> = {
    predicted: (k) => 2 * Math.sin(k * 1.7),
    target: loss.inputs.some(({ name, kind }) => name === 'target' && kind === 'number')
      ? (k) => (k * 7) % 5
      : Math.cos,
    reference: (k) => Math.cos(k * 0.3),
    gain: (k) => (k * 7) % 5,
    discount: (k) => 1 / (1 + (k % 11)),
    itemWeight: (k) => 0.5 + (k % 3),
  };
  const data = loss.inputs.map(({ name, axes }) => {
    const rows = rowsOf(lists, axes === 'i' ? items : 1, of[name] as (k: number) => number);
    return [name, axes === 'i' ? rows : rows.flat()] as const;
  });
  return Object.fromEntries(data) as { readonly predicted: number[][] } & Record<string, number[] | number[][]>;
}

/** The data as tensors of the model's inputs. */
function feedsOf({ inputs }: ReturnType<typeof compileOnnx>, data: Readonly<Record<string, readonly unknown[]>>) {
  const feeds = inputs.map(({ name, type }): [string, Feed] => {
    const rows = data[name] as readonly (number | readonly number[])[];
    const dims = Array.isArray(rows[0]) ? [rows.length, rows[0].length] : [rows.length];
    const flat = rows.flat();
    return [name, type === 'bool' ? { type, data: Uint8Array.from(flat), dims } : float32(flat, dims)];
  });
  return Object.fromEntries(feeds);
}

/** Errors are measured by the largest number there is, as sums over pairs cancel. */
async function expectEqual(
  loss: Loss,
  all: readonly ReturnType<typeof dataOf>[],
  options: OnnxOptions = {},
  ort?: OrtRuntime,
): Promise<void> {
  const outputs = ['loss', 'gradient', 'hessian'] as const;
  const { reduction = 'none' } = options;
  const [first = {}] = all;
  const extras = { weight: 'weight' in first, mask: 'mask' in first };
  const model = compileOnnx(loss, { ...options, ...extras, outputs, reduction });
  const { run, close } = await openModel(model.bytes, ort);
  for (const data of all) {
    const results = await run(feedsOf(model, data));
    const expected = evaluate(loss, data, { reduction });
    for (const name of outputs) {
      const size = Math.max(1e-30, ...expected[name].map(Math.abs));
      expect(results[name]!.data.length).toBe(expected[name].length);
      expected[name].forEach((y, k) => {
        const x = results[name]!.data[k] as number;
        expect(Math.abs(x - y), `${name}[${k}]: ${x} in place of ${y}`).toBeLessThanOrEqual(2e-6 * size);
      });
    }
  }
  await close();
}

const families: readonly (readonly [string, Loss])[] = [
  ['pairwise, scores', losses.pairwise(links.tanh({ rate: 0.5 }))],
  ['pairwise, by target', losses.pairwise(links.exp({ rate: 0.5 }), { order: 'byTarget' })],
  ['RankNet', losses.pairwise(links.sigmoid(), { target: 'relevance' })],
  ['LambdaRank', losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' })],
  ['weights of items', losses.pairwise(links.sinh({ rate: 0.5 }), { pairWeight: 'item' })],
  ['pairwise composite', losses.pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'matching' })],
  [
    'pairwise composite, relevance',
    losses.pairwiseComposite(links.softplus(), { form: 'divergence', target: 'relevance' }),
  ],
  ['ListMLE', losses.listMle({ transform: links.exp({ rate: 0.5 }), temperature: 2 })],
  ['distillation', losses.distillation({ temperature: 2 })],
];

describe.each(families)('%s', (_, loss) => {
  // The web build of 1.30 has the masks below.
  test.each([...Object.entries(allRuntimes)].slice(1))(
    '%s gives what evaluate gives, of few pairs and of many',
    async (_, ort) => {
      // 3·160² pairs are more than fit: tiles of 136 and of 24 items.
      await expectEqual(loss, [dataOf(loss, 3, 5), dataOf(loss, 3, 160)], {}, ort);
    },
  );

  test('masked items and lists are left out, whatever they hold, and weights count', async () => {
    const masked = [5, 160].map((items) => {
      const data = dataOf(loss, 3, items);
      const mask = rowsOf(3, items, (k) => (k % 4 === 1 || k >= 2 * items ? 0 : 1));
      const wrong = (rows: number[][]) => rows.map((row, n) => row.map((x, k) => (mask[n]![k] === 1 ? x : Number.NaN)));
      return { ...data, predicted: wrong(data.predicted), mask, weight: [2, 0.5, 1] };
    });
    await expectEqual(loss, masked, { reduction: 'mean' });
  });
});

const rankNet = losses.pairwise(links.sigmoid(), { target: 'relevance' });

test('takes one list without an axis of lists', async () => {
  const loss = losses.listMle();
  const data = dataOf(loss, 1, 5);
  const model = compileOnnx(loss, { shape: ['items'] });
  const feeds = Object.entries(feedsOf(model, data)).map(([name, feed]) => [name, { ...feed, dims: [5] }] as const);
  const { loss: value } = await runModel(model.bytes, Object.fromEntries(feeds));
  expect(value!.data[0]).toBeCloseTo(evaluate(loss, data).loss[0]!, 5);
});

describe('lists without a pair', () => {
  const lists = {
    predicted: [
      [0.5, -1, 2],
      [1, 2, 3],
      [4, 0, 0],
    ],
    target: [
      [1, 0, 2],
      [1, 1, 1],
      [0, 0, 0],
    ],
  };
  const alone = evaluate(rankNet, { predicted: lists.predicted.slice(0, 1), target: lists.target.slice(0, 1) });

  test('count nothing in a mean, without weights and masks', async () => {
    const model = compileOnnx(rankNet);
    const { loss, gradient } = await runModel(model.bytes, feedsOf(model, lists));
    expect(loss!.data[0]).toBeCloseTo(alone.loss[0]!, 6);
    expect(Array.from(gradient!.data.slice(3))).toEqual([0, 0, 0, 0, 0, 0]);
    for (const [k, x] of alone.gradient.entries()) expect(gradient!.data[k]).toBeCloseTo(x, 6);
  });

  test.each(Object.entries(runtimes))('and none in a kernel on %s', async (_, ort) => {
    const kernel = await createKernel(ort, rankNet);
    const { loss } = await kernel.run(lists);
    expect(loss[0]).toBeCloseTo(alone.loss[0]!, 6);
    await kernel.dispose();
  });

  test('alone they have the mean 0', async () => {
    const model = compileOnnx(rankNet);
    const ties = { predicted: [[1, 2]], target: [[3, 3]] };
    const { loss, gradient } = await runModel(model.bytes, feedsOf(model, ties));
    expect([...loss!.data, ...gradient!.data]).toEqual([0, 0, 0]);
    const one = await runModel(model.bytes, feedsOf(model, { predicted: [[1]], target: [[3]] }));
    expect([...one.loss!.data, ...one.gradient!.data]).toEqual([0, 0]);
    const none = { predicted: float32([], [0, 3]), target: float32([], [0, 3]) };
    expect((await runModel(model.bytes, none)).loss!.data[0]).toBe(0);
  });
});

describe('preferences', () => {
  const data = {
    predicted: [
      [-1, -2.5],
      [-3, -1],
    ],
    reference: [
      [-1.5, -2],
      [-2, -2],
    ],
  };

  test('a model has the reference as an input that must be given, in rows of two', async () => {
    const dpo = losses.preference(links.sigmoid(), { beta: 0.5 });
    const model = compileOnnx(dpo);
    expect(model.inputs.map(({ name, dims }) => `${name}[${dims}]`)).toEqual([
      'predicted[rows,2]',
      'reference[rows,2]',
    ]);
    await expectEqual(dpo, [data]);
    const without = Object.fromEntries(Object.entries(feedsOf(model, data)).filter(([name]) => name !== 'reference'));
    await expect(runModel(model.bytes, without)).rejects.toThrow('reference');
    expect(() => compileOnnx(dpo, { shape: ['n', 3] })).toThrow('this loss takes rows of 2');
  });

  test('reference: false makes a model without', async () => {
    const free = losses.preference(links.sigmoid(), { reference: false });
    expect(compileOnnx(free).inputs.map(({ name }) => name)).toEqual(['predicted']);
    await expectEqual(free, [{ predicted: data.predicted }]);
  });

  test.each(Object.entries(runtimes))('in a kernel on %s a reference left out is 0', async (_, ort) => {
    const dpo = losses.preference(links.sigmoid(), { beta: 0.5 });
    const kernel = await createKernel(ort, dpo, { reduction: 'none' });
    for (const inputs of [data, { predicted: data.predicted }]) {
      const expected = evaluate(dpo, inputs).loss;
      const { loss } = await kernel.run(inputs);
      for (const [k, x] of loss.entries()) expect(x).toBeCloseTo(expected[k]!, 6);
    }
    await kernel.dispose();
  });

  test('an observed gap is the target', async () => {
    const gap = losses.preference(links.identity(), { target: 'gap', beta: 0.1 });
    await expectEqual(gap, [{ ...data, target: [1, -0.5] }]);
  });
});

test('numbers of pairs that are open take one per list, in tiles too', async () => {
  const loss = losses.pairwise(links.tanh({ rate: 0.5 }));
  const model = compileOnnx(loss, { parameters: 'inputs', reduction: 'none' });
  for (const items of [5, 160]) {
    const data = dataOf(loss, 3, items);
    const rates = [0.5, 1, 2];
    const others = model.inputs.slice(2).map((port) => [port.name, float32([port.default as number])] as const);
    const given = { ...feedsOf({ ...model, inputs: model.inputs.slice(0, 2) }, data), ...Object.fromEntries(others) };
    const { loss: found } = await runModel(model.bytes, { ...given, 'link.rate': float32(rates) });
    rates.forEach((rate, k) => {
      const own = { predicted: [data.predicted[k]!], target: [(data.target as number[][])[k]!] };
      const expected = evaluate(losses.pairwise(links.tanh({ rate })), own).loss[0]!;
      expect(Math.abs(found!.data[k]! / expected - 1)).toBeLessThan(2e-6);
    });
    const many = { ...given, 'link.rate': float32([1, 1, 1, 1]) };
    await expect(runModel(model.bytes, many)).rejects.toThrow();
  }
});
