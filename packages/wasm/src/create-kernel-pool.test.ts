import { afterAll, describe, expect, test } from 'vitest';
import { createKernel, createKernelPool, type LossInputs, links, losses, type WasmKernelPool } from './index.js';

const wave = (count: number, shift = 0) =>
  Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift));
const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const softmax = losses.softmax();

const pools: Pick<WasmKernelPool, 'dispose'>[] = [];
const pool: typeof createKernelPool = (loss, options) => {
  const made = createKernelPool(loss, options);
  pools.push(made);
  return made;
};
afterAll(() => Promise.all(pools.map((one) => one.dispose())));

const count = 100_001;
const scores: LossInputs = { predicted: wave(count), target: wave(count, 0.4) };
const weighted = { ...scores, weight: wave(count, 1).map(Math.abs) };
const examples: LossInputs = { predicted: wave(30 * 1001), target: wave(30 * 1001, 0.2), shape: [30, 1001] };

type Results = Readonly<Partial<Record<string, Float32Array | Float64Array>>>;

const bitsOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array) =>
  new Uint32Array(buffer, byteOffset, byteLength / 4);

/** The same names, kinds of arrays, lengths and bits. `toEqual` says the same of long arrays in seconds. */
function expectSameBits(results: Results, expected: Results): void {
  expect(Object.keys(results)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected) as [string, Float32Array][]) {
    const found = results[name] as typeof values;
    expect([found.constructor, found.length]).toEqual([values.constructor, values.length]);
    const bits = bitsOf(values);
    const first = bitsOf(found).findIndex((word, k) => word !== bits[k]);
    expect(first, `${name} differs`).toBe(-1);
  }
}

describe.each([1, 2, 3, 5])('%i threads', (threads) => {
  test.each([
    ['a mean', sinh, {}, scores],
    ['losses one by one', sinh, { reduction: 'none' as const }, scores],
    ['float64 data', sinh, { data: 'float64' as const }, scores],
    ['a weighted mean', sinh, { weight: true }, weighted],
    ['rows of classes', softmax, { outputs: ['loss', 'gradient', 'hessian'] as const }, examples],
    ['less than a block', sinh, {}, { predicted: [1, 2], target: [2, 1] }],
  ])('give what one gives, bit for bit: %s', async (_, loss, options, inputs) => {
    const results = await pool(loss, { ...options, threads }).run(inputs);
    expectSameBits(results, createKernel(loss, options).run(inputs));
  });
});

describe('a pool', () => {
  test('takes arrays that are shared, and writes to those given', async () => {
    const shared = (values: Float32Array) => {
      const copy = new Float32Array(new SharedArrayBuffer(values.byteLength));
      copy.set(values);
      return copy;
    };
    const outputs = { gradient: shared(new Float32Array(count)) };
    const inputs = { predicted: shared(wave(count)), target: shared(wave(count, 0.4)) };
    const results = await pool(sinh, { threads: 3, outputs: ['gradient'] }).run(inputs, outputs);
    expect(results.gradient).toBe(outputs.gradient);
    expectSameBits(results, createKernel(sinh, { outputs: ['gradient'] }).run(scores));
  });

  test('runs what is asked at once one after the other', async () => {
    const own = pool(sinh, { threads: 2 });
    const first = own.run(scores);
    own.update({ 'link.rate': 1 });
    const [before, after] = await Promise.all([first, own.run(scores)]);
    const kernel = createKernel(sinh);
    expectSameBits(before, kernel.run(scores));
    kernel.update({ 'link.rate': 1 });
    expectSameBits(after, kernel.run(scores));
  });

  test('serves data of other sizes, and rows of other lengths, in turn', async () => {
    const own = pool(softmax, { threads: 2 });
    const kernel = createKernel(softmax);
    for (const [rows, items] of [
      [30, 1001],
      [3, 1001],
      [40, 1001],
      [500, 60],
      [30, 1001],
      [2, 40_000],
    ] as const) {
      const size = rows * items;
      const inputs = { predicted: wave(size), target: wave(size, 0.2), shape: [rows, items] };
      expectSameBits(await own.run(inputs), kernel.run(inputs));
    }
  });

  test('takes parameters that come one per example', async () => {
    const rate = wave(count, 2).map((x) => 0.5 + Math.abs(x) / 6);
    const [own, kernel] = [pool(sinh, { threads: 2 }), createKernel(sinh)];
    for (const one of [own, kernel]) one.update({ 'link.rate': rate });
    expectSameBits(await own.run(scores), kernel.run(scores));
  });

  test('refuses numbers of threads that are none', () => {
    for (const threads of [0, 1.5, -1, '2' as unknown as number, 1e6]) {
      expect(() => createKernelPool(sinh, { threads })).toThrow('option threads: is ');
    }
  });

  test('refuses options that it does not have, and lists its own', () => {
    const create = (options: object) => () => createKernelPool(sinh, options);
    expect(create({ thread: 2 })).toThrow(/option thread: is unknown; .*data, precision, threads, worker/);
    expect(() => createKernelPool(sinh, 'mean' as unknown as object)).toThrow('options: must be an object, got');
    expect(() => createKernelPool(sinh, null as unknown as object)).toThrow('options: must be an object, got');
    expect(create({ worker: 'worker.js' })).toThrow(
      'option worker: is worker.js; give a function that returns a new Worker',
    );
  });

  test('refuses bad data, and goes on', async () => {
    const own = pool(sinh, { threads: 2 });
    await expect(own.run({ predicted: [1], target: [1, 2] })).rejects.toThrow('target has shape [2]');
    expect((await own.run(scores)).loss).toHaveLength(1);
  });

  test('takes data when it is called, whatever becomes of the arrays', async () => {
    const [predicted, target] = [wave(count), wave(count, 0.4)];
    const kernel = createKernel(sinh);
    const expected = [kernel.run({ predicted, target })];
    const own = pool(sinh, { threads: 2 });
    const running = [own.run({ predicted, target })];
    predicted.fill(1);
    target.reverse();
    expected.push(kernel.run({ predicted, target }));
    running.push(own.run({ predicted, target }));
    for (const values of [predicted, target]) values.fill(Number.NaN);
    for (const [k, results] of (await Promise.all(running)).entries()) expectSameBits(results, expected[k] as Results);
  });

  test('names the target that was wrong when it was called', async () => {
    const target = Float32Array.of(0.5, 2);
    const own = pool(losses.matching(links.sigmoid(), { target: 'output' }), { threads: 2 });
    const running = own.run({ predicted: [0, 0], target });
    target.fill(0.5);
    await expect(running).rejects.toThrow("target[1] = 2: outside the link's range");
  });

  test('finishes what has begun when it is disposed, and refuses what comes after', async () => {
    const own = createKernelPool(sinh, { threads: 2 });
    const running = [own.run(scores), own.run(scores)];
    const disposed = own.dispose();
    await expect(own.run(scores)).rejects.toThrow('the kernel is disposed; make a new one');
    expect(() => own.update({ 'link.rate': 2 })).toThrow('the kernel is disposed');
    for (const results of await Promise.all(running)) expectSameBits(results, createKernel(sinh).run(scores));
    await disposed;
    await own.dispose();
  });
});
