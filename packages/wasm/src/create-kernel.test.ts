import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  createKernel,
  evaluate,
  isLossmithError,
  LossmithOptionError,
  LossmithShapeError,
  LossmithValueError,
  links,
  losses,
  type WasmOptions,
} from './index.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const softmax = losses.softmax();
const all = ['loss', 'gradient', 'hessian'] as const;

const wave = (count: number, shift = 0) =>
  Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift));

/** Results within so many units of their size of what `evaluate` gives. */
function expectNear(
  results: Readonly<Record<string, ArrayLike<number>>>,
  expected: ReturnType<typeof evaluate>,
  tolerance: number,
): void {
  for (const [name, values] of Object.entries(results)) {
    const exact = expected[name as 'loss'];
    expect(values).toHaveLength(exact.length);
    const errors = Array.from(values, (x, k) => {
      const y = exact[k] as number;
      return Math.abs(x - y) / Math.max(1e-30, Math.abs(y));
    });
    const worst = errors.reduce((most, x) => Math.max(most, x), 0);
    expect(worst, name).toBeLessThan(tolerance);
  }
}

describe('a kernel gives what evaluate gives', () => {
  const kinds: readonly [WasmOptions, number][] = [
    // 4 + κ/2 units of the last place, κ ≤ 3: of 2⁻²³ at most.
    [{}, 5.5 * 2 ** -23],
    [{ precision: 'float64' }, 2e-7],
    [{ data: 'float64' }, 1e-13],
  ];
  describe.each(kinds)('%j', (kind, tolerance) => {
    test.each(['none', 'sum', 'mean'] as const)('reduced by %s, weighted and masked', (reduction) => {
      const kernel = createKernel(sinh, { ...kind, reduction, weight: true, mask: true, outputs: all });
      const inputs = { predicted: wave(20_000), target: wave(20_000, 0.3), weight: wave(20_000).map(Math.abs) };
      const mask = Uint8Array.from(inputs.weight, (_, k) => (k % 3 === 0 ? 0 : 1));
      expectNear(kernel.run({ ...inputs, mask }), evaluate(sinh, { ...inputs, mask }, { reduction }), tolerance);
    });

    test.each([1, 2, 3, 5, 700, 9000])('in rows of %i classes', (items) => {
      const loss = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });
      const shape = [3, items];
      const inputs = { predicted: wave(3 * items), target: wave(3 * items, 0.3), shape };
      const kernel = createKernel(loss, { ...kind, outputs: ['loss'] });
      const { loss: expected, ...rest } = evaluate(loss, inputs, { reduction: 'mean' });
      expectNear(kernel.run(inputs), { loss: expected, ...rest }, 30 * tolerance);
    });
  });
});

describe('calls', () => {
  const inputs = { predicted: [[1, 2], [3, 4]], target: [[1.5, 2], [2, 5]] }; // biome-ignore format: two rows

  test('take nested arrays, and give typed ones of the kind of data', () => {
    expect(createKernel(sinh).run(inputs).gradient).toBeInstanceOf(Float32Array);
    const { loss, gradient } = createKernel(sinh, { data: 'float64' }).run(inputs);
    expect([loss, gradient]).toEqual([expect.any(Float64Array), expect.any(Float64Array)]);
    expect([loss?.length, gradient?.length]).toEqual([1, 4]);
  });

  test('write to the arrays given', () => {
    const outputs = { loss: new Float32Array(1), gradient: new Float32Array(4) };
    const results = createKernel(sinh).run(inputs, outputs);
    expect(results.loss).toBe(outputs.loss);
    expect(results.gradient).toBe(outputs.gradient);
    expectNear(outputs, evaluate(sinh, inputs, { reduction: 'mean' }), 2e-7);
  });

  test('leave arrays around a part of a buffer alone', () => {
    const buffer = new Float32Array(8).fill(7);
    createKernel(sinh, { reduction: 'none' }).run(inputs, { gradient: buffer.subarray(2, 6) });
    expect([...buffer.subarray(0, 2), ...buffer.subarray(6)]).toEqual([7, 7, 7, 7]);
  });

  test('with nothing give nothing', () => {
    const empty = { predicted: [], target: [] };
    expect(createKernel(sinh).run(empty)).toEqual({ loss: Float32Array.of(0), gradient: new Float32Array(0) });
    expect(createKernel(sinh, { reduction: 'none' }).run(empty).loss).toHaveLength(0);
  });

  test('take labels and masks of classes', () => {
    const loss = losses.softmax({ target: 'label' });
    const kernel = createKernel(loss, { mask: true });
    const examples = { predicted: wave(12), shape: [4, 3], target: Int32Array.of(0, 1, 2, 1) };
    const mask = Uint8Array.of(1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1);
    expectNear(kernel.run({ ...examples, mask }), evaluate(loss, { ...examples, mask }, { reduction: 'mean' }), 1e-6);
  });
});

describe('parameters', () => {
  const inputs = { predicted: [1, 2, 3], target: [0, 2, 5] };

  test('change at call time: one number, one per example, and back', () => {
    const kernel = createKernel(sinh);
    for (const rate of [2, [1, 0.5, 0.25], 0.1]) {
      kernel.update({ 'link.rate': rate });
      const expected = evaluate(sinh, inputs, { reduction: 'mean', parameters: { 'link.rate': rate } });
      expectNear(kernel.run(inputs), expected, 3e-7);
    }
  });

  test('that are constants do not', () => {
    const kernel = createKernel(sinh, { parameters: 'constants' });
    expect(() => kernel.update({ 'link.rate': 2 })).toThrow("make the kernel with parameters: 'inputs'");
  });
});

describe('what cannot be is refused', () => {
  test('options', () => {
    const create = (options: object) => () => createKernel(sinh, options);
    expect(create({ data: 'float16' })).toThrow("option data: \"float16\" is unknown; use 'float32' or 'float64'");
    expect(create({ precision: 'double' })).toThrow('option precision: "double" is unknown');
    expect(create({ data: 'float64', precision: 'float32' })).toThrow("use data: 'float32'");
    expect(create({ threads: 2 })).toThrow('option threads: is unknown');
  });

  test('shapes of data and of results', () => {
    const kernel = createKernel(softmax);
    expect(() => kernel.run({ predicted: [[1, 2]], target: [[1, 2, 3]] })).toThrow(LossmithShapeError);
    const inputs = { predicted: [[1, 2]], target: [[1, 2]] };
    expect(() => kernel.run(inputs, { gradient: new Float32Array(3) })).toThrow(
      'outputs.gradient has shape [3], but [2]',
    );
    expect(() => kernel.run(inputs, { hessian: new Float32Array(2) } as object)).toThrow("there is no 'hessian'");
  });

  test('what results cannot be written to', () => {
    const kernel = createKernel(sinh);
    const run = (outputs: unknown) => () => kernel.run({ predicted: [1], target: [1] }, outputs as object);
    expect(run({ gradient: [0] })).toThrow(LossmithOptionError);
    expect(run({ gradient: [0] })).toThrow('option outputs: gradient must be a Float32Array, got ');
    expect(run({ gradient: new Float64Array(1) })).toThrow('option outputs: gradient must be a Float32Array, got ');
    expect(run([new Float32Array(1)])).toThrow('option outputs: must be an object of arrays by name, got ');
    expect(run(null)).toThrow('option outputs: must be an object of arrays by name, got ');
  });

  test('arrays whose memory was transferred, before they are read', () => {
    const gone = Float32Array.of(1, 2);
    structuredClone(gone, { transfer: [gone.buffer] });
    const kernel = createKernel(sinh);
    expect(() => kernel.run({ predicted: gone, target: gone })).toThrow('predicted is detached');
    expect(() => kernel.run({ predicted: [1, 2], target: gone })).toThrow('target is detached');
    const outputs = { gradient: gone };
    expect(() => kernel.run({ predicted: [1, 2], target: [1, 2] }, outputs)).toThrow(
      'outputs.gradient has shape [0], but [2]',
    );
  });

  test('targets outside the range of a link, with their place', () => {
    const kernel = createKernel(losses.matching(links.sigmoid(), { target: 'output' }));
    const run = () => kernel.run({ predicted: [0, 0], target: [0.5, 2] });
    expect(run).toThrow(LossmithValueError);
    expect(run).toThrow("target[1] = 2: outside the link's range");
  });

  test('calls after dispose', () => {
    const kernel = createKernel(sinh);
    kernel.dispose();
    kernel.dispose();
    const calls = [() => kernel.run({ predicted: [1], target: [1] }), () => kernel.update({ 'link.rate': 1 })];
    for (const call of calls) expect(call).toThrow('the kernel is disposed; make a new one');
    try {
      kernel.update({});
    } catch (error) {
      expect(isLossmithError(error)).toBe(true);
    }
  });
});

test('results have the names and arrays that were asked for', () => {
  const inputs = { predicted: [1], target: [2] };
  const plain = createKernel(sinh).run(inputs);
  const chosen = createKernel(sinh, { outputs: ['hessian'], data: 'float64' }).run(inputs);
  expectTypeOf(plain).toEqualTypeOf<Readonly<Record<'loss' | 'gradient', Float32Array>>>();
  expectTypeOf(chosen).toEqualTypeOf<Readonly<Record<'hessian', Float64Array>>>();
  expect([Object.keys(plain), Object.keys(chosen)]).toEqual([['loss', 'gradient'], ['hessian']]);
});

test('a NaN in the data stays in its own entry', () => {
  const { loss, gradient } = createKernel(sinh, { reduction: 'none' }).run({
    predicted: [1, Number.NaN, 3],
    target: [0, 0, 0],
  });
  expect([...(loss as Float32Array)].map(Number.isNaN)).toEqual([false, true, false]);
  expect([...(gradient as Float32Array)].map(Number.isNaN)).toEqual([false, true, false]);
});
