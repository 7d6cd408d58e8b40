import { evaluate, type LossInputs, links, losses } from '@lossmith/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { runtimes } from '../test/models.ts';
import { createKernel, type OnnxKernelOptions } from './create-kernel.js';
import type { OrtRuntime } from './runtime.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const labels = losses.softmax({ target: 'label' });
const web = runtimes['onnxruntime-web'];
const data = { predicted: [1, 2.5, -3], target: [0.5, 2, 4] };
const examples = {
  predicted: [
    [1, 2, 0.5],
    [3, -1, 2],
  ],
  target: [0, 2],
};

function expectClose(actual: ArrayLike<number> | undefined, expected: ArrayLike<number>, relative = 1e-5): void {
  expect(actual?.length).toBe(expected.length);
  Array.from(expected).forEach((y, k) => {
    expect(Math.abs((actual?.[k] as number) - y)).toBeLessThanOrEqual(relative * Math.abs(y) + 1e-30);
  });
}

describe.each(Object.entries(runtimes))('createKernel on %s', (name, ort) => {
  test.each<[OnnxKernelOptions, LossInputs]>([
    [{}, data],
    [{ outputs: ['loss', 'gradient', 'hessian'], reduction: 'none' }, data],
    [
      { reduction: 'sum', weight: true },
      { ...data, weight: [1, 0, 3] },
    ],
    [
      { mask: true, parameters: 'constants' },
      { ...data, mask: [1, 0, 1] },
    ],
    [{ precision: 'float64' }, data],
    [{}, { predicted: Float32Array.of(1, 2, 3, 4), target: Float32Array.of(0, 0, 5, 5), shape: [2, 2] }],
    [{}, { predicted: [], target: [] }],
  ])('gives what evaluate gives: %o', async (options, inputs) => {
    const { reduction = 'mean', outputs = ['loss', 'gradient'] as const } = options;
    const kernel = await createKernel(ort, sinh, { ...options, outputs });
    const expected = evaluate(sinh, inputs, { reduction });
    const results = await kernel.run(inputs);
    expect(Object.keys(results)).toEqual(outputs);
    for (const output of outputs)
      expectClose(results[output], expected[output], options.precision === 'float64' ? 1e-13 : 1e-5);
    expect(results.gradient).toBeInstanceOf(options.precision === 'float64' ? Float64Array : Float32Array);
    await kernel.dispose();
  });

  test('takes labels and masks of classes', async () => {
    const kernel = await createKernel(ort, labels, { mask: true, reduction: 'none' });
    const mask = [
      [1, 1, 0],
      [1, 1, 1],
    ];
    const expected = evaluate(labels, { ...examples, mask });
    const { loss, gradient } = await kernel.run({ ...examples, mask });
    expectClose(loss, expected.loss);
    expectClose(gradient, expected.gradient);
    await kernel.dispose();
  });

  test('takes labels as 64-bit integers and as a column', async () => {
    const kernel = await createKernel(ort, labels);
    const expected = evaluate(labels, examples, { reduction: 'mean' });
    for (const target of [BigInt64Array.of(0n, 2n), [0n, 2n], [[0], [2]], Int32Array.of(0, 2)]) {
      const { loss, gradient } = await kernel.run({ ...examples, target });
      expectClose(loss, expected.loss);
      expectClose(gradient, expected.gradient);
    }
    await expect(kernel.run({ ...examples, target: BigInt64Array.of(0n, 3n) })).rejects.toThrow(
      'target[1] = 3: no class; labels are whole numbers from 0 to 2',
    );
    await kernel.dispose();
  });

  test('takes the data that stand in the arrays when it is called', async () => {
    const kernel = await createKernel(ort, sinh, { weight: true });
    const [first, second] = [
      { predicted: [1, 2.5, -3], target: [0.5, 2, 4], weight: [1, 2, 3] },
      { predicted: [0, 0, 1], target: [5, -4, 1], weight: [3, 2, 1] },
    ];
    const arrays = {
      predicted: Float32Array.from(first.predicted),
      target: Float32Array.from(first.target),
      weight: Float32Array.from(first.weight),
    };
    const running = [kernel.run(arrays)];
    for (const name of ['predicted', 'target', 'weight'] as const) arrays[name].set(second[name]);
    running.push(kernel.run(arrays));
    for (const name of ['predicted', 'target', 'weight'] as const) arrays[name].fill(Number.NaN);
    const results = await Promise.all(running);
    [first, second].forEach((inputs, k) => {
      expectClose(results[k]?.gradient, evaluate(sinh, inputs, { reduction: 'mean' }).gradient);
    });
    await kernel.dispose();
  });

  test('runs beside other kernels of the same runtime, begun at once', async () => {
    const parameters = [{}, { parameters: 'constants' }, { weight: true }, { outputs: ['gradient'] }] as const;
    const kernels = await Promise.all(parameters.map((options) => createKernel(ort, sinh, options)));
    const inputs = { ...data, weight: [1, 1, 1] };
    const expected = evaluate(sinh, data, { reduction: 'mean' });
    const begun = [0, 1, 2].flatMap(() => kernels.map((one, k) => one.run(k === 2 ? inputs : data)));
    const ended = kernels.map((one) => one.dispose());
    for (const { gradient } of await Promise.all(begun)) expectClose(gradient, expected.gradient);
    await Promise.all(ended);
  });

  test('takes shared arrays, and refuses detached ones', async () => {
    const kernel = await createKernel(ort, sinh);
    const shared = new Float32Array(new SharedArrayBuffer(12));
    shared.set(data.predicted);
    expectClose(
      (await kernel.run({ ...data, predicted: shared })).loss,
      evaluate(sinh, data, { reduction: 'mean' }).loss,
    );
    const detached = Float32Array.from(data.predicted);
    structuredClone(detached, { transfer: [detached.buffer] });
    await expect(kernel.run({ ...data, predicted: detached })).rejects.toThrow('predicted is detached');
    await kernel.dispose();
  });

  test('computes float16 in float32', async () => {
    const kernel = await createKernel(ort, sinh, { precision: 'float16' });
    const { loss } = await kernel.run(data);
    expectClose(loss, evaluate(sinh, data, { reduction: 'mean' }).loss, 2 ** -11);
    await kernel.dispose();
  });

  test('takes rows of probabilities rounded to float16', async () => {
    const probabilities = losses.softmax({ target: 'probability' });
    const kernel = await createKernel(ort, probabilities, { precision: 'float16', reduction: 'none' });
    const target = [
      [0.2, 0.8, 0],
      [0.1, 0.3, 0.6],
    ];
    const { loss } = await kernel.run({ ...examples, target });
    expectClose(loss, evaluate(probabilities, { ...examples, target }).loss, 2 ** -9);
    await kernel.dispose();
  });

  test('refuses what float16 cannot hold, unless it does not count', async () => {
    const kernel = await createKernel(ort, sinh, { precision: 'float16', weight: true, mask: true });
    const inputs = { predicted: [1, 1e9, 2], target: [0, 1, -7e4], weight: [1, 1, 1], mask: [1, 1, 1] };
    await expect(kernel.run(inputs)).rejects.toThrow('predicted[1] = 1000000000: beyond the range of float16');
    await expect(kernel.run({ ...inputs, weight: [1, 0, 1] })).rejects.toThrow('target[2] = -70000: beyond');
    await expect(kernel.run({ ...inputs, weight: [1, 7e4, 1], predicted: [1, 1, 2] })).rejects.toThrow('[');
    const { loss } = await kernel.run({ ...inputs, weight: [1, 0, 1], mask: [1, 1, 0] });
    expectClose(loss, evaluate(sinh, { predicted: [1], target: [0] }, { reduction: 'mean' }).loss, 2 ** -10);
    kernel.update({ 'link.rate': 0.5 });
    await expect(kernel.run({ predicted: [1], target: [7e4], weight: [1], mask: [1] })).rejects.toThrow('target[0]');
    await kernel.dispose();
  });

  test('is imported by its name', async () => {
    const kernel = await createKernel(name as 'onnxruntime-web', sinh);
    expectClose((await kernel.run(data)).loss, evaluate(sinh, data, { reduction: 'mean' }).loss);
    await kernel.dispose();
  });
});

describe('a kernel', () => {
  test('takes new parameters without a new session', async () => {
    const kernel = await createKernel(web, sinh);
    const expected = (parameters: Record<string, number | number[]>) =>
      evaluate(sinh, data, { reduction: 'mean', parameters }).loss;
    kernel.update({ 'link.rate': 0.7 });
    kernel.update({ 'link.center': [0, 1, 2] });
    expectClose((await kernel.run(data)).loss, expected({ 'link.rate': 0.7, 'link.center': [0, 1, 2] }));
    kernel.update({ 'link.center': 0 });
    expectClose((await kernel.run(data)).loss, expected({ 'link.rate': 0.7 }));
    expect(() => kernel.update({ 'link.size': 1 })).toThrow("the loss has no parameter 'link.size'");
    expect(() => kernel.update({ 'link.rate': -1 })).toThrow("'link.rate' cannot be -1");
    await kernel.dispose();
  });

  test('with constants refuses new parameters', async () => {
    const kernel = await createKernel(web, sinh, { parameters: 'constants' });
    expect(() => kernel.update({ 'link.rate': 2 })).toThrow(
      "'link.rate' is a constant of this kernel; make the kernel with parameters: 'inputs'",
    );
    await kernel.dispose();
  });

  test('writes to arrays it is given', async () => {
    const kernel = await createKernel(web, sinh);
    const gradient = new Float32Array(3);
    const results = await kernel.run(data, { gradient });
    expect(results.gradient).toBe(gradient);
    expectClose(gradient, evaluate(sinh, data, { reduction: 'mean' }).gradient);
    await kernel.dispose();
  });

  test('gives results typed by the outputs and the precision asked for', async () => {
    const kernel = await createKernel(web, sinh, { outputs: ['loss', 'hessian'], precision: 'float64' });
    const { loss, hessian } = await kernel.run(data);
    expectTypeOf(loss).toEqualTypeOf<Float64Array>();
    expectTypeOf(kernel.run).returns.resolves.not.toHaveProperty('gradient');
    expectTypeOf((await createKernel(web, sinh)).run)
      .returns.resolves.toHaveProperty('gradient')
      .toEqualTypeOf<Float32Array>();
    expect([loss.length, hessian.length]).toEqual([1, 3]);
    await kernel.dispose();
  });

  const tensor = { type: 'float32', data: Float32Array.of(1, 2, 3), dims: [3], location: 'cpu' };

  test.each<[string, unknown, unknown, string]>([
    [
      'an array too short',
      data,
      { gradient: new Float32Array(2) },
      'outputs.gradient has shape [2], but [3] is needed',
    ],
    ['an output it has not', data, { hessian: new Float32Array(3) }, "no 'hessian'; this kernel has loss, gradient"],
    ['a plain array as output', data, { gradient: [] }, 'option outputs: gradient must be a Float32Array, got []'],
    [
      'an array of another kind',
      data,
      { loss: new Float64Array(1) },
      'loss must be a Float32Array, got a Float64Array',
    ],
    ['a list of arrays', data, [new Float32Array(1)], 'option outputs: must be an object of arrays by name'],
    ['no data', undefined, {}, 'inputs are missing'],
    ['null as data', { ...data, target: null }, {}, 'target is null; give nested arrays of numbers, or a typed array'],
    [
      'a tensor of ONNX Runtime',
      { ...data, predicted: tensor },
      {},
      'predicted is a tensor of ONNX Runtime; give its numbers: predicted: tensor.data, shape: tensor.dims',
    ],
    ['64-bit scores', { ...data, predicted: BigInt64Array.of(1n, 2n, 3n) }, {}, 'predicted is a BigInt64Array'],
    ['a DataView', { ...data, target: new DataView(new ArrayBuffer(12)) }, {}, 'target is a DataView'],
  ])('refuses %s', async (_, inputs, outputs, message) => {
    const kernel = await shared;
    await expect(kernel.run(inputs as LossInputs, outputs as object)).rejects.toThrow(message);
  });
  const shared = createKernel(web, sinh);

  test('lets runs wait for each other', async () => {
    const kernel = await createKernel(web, sinh);
    const inputs = [1, 2, 3, 4].map((x) => ({ predicted: [x], target: [0] }));
    const results = await Promise.all(inputs.map((one) => kernel.run(one)));
    results.forEach(({ loss }, k) => {
      expectClose(loss, evaluate(sinh, inputs[k] as LossInputs, { reduction: 'mean' }).loss);
    });
    await kernel.dispose();
  });

  test('finishes what is under way when it is disposed, and then refuses all calls', async () => {
    const kernel = await createKernel(web, sinh);
    const running = kernel.run(data);
    await kernel.dispose();
    await kernel.dispose();
    expect((await running).loss).toHaveLength(1);
    await expect(kernel.run(data)).rejects.toThrow('the kernel is disposed; make a new one');
    expect(() => kernel.update({})).toThrow('the kernel is disposed');
  });

  test('names a target that is none, and bad shapes', async () => {
    const kernel = await createKernel(web, losses.matching(links.sigmoid(), { target: 'output' }));
    await expect(kernel.run({ predicted: [1, 2], target: [0.5, 1.5] })).rejects.toThrow('target[1] = 1.5: outside');
    await expect(kernel.run({ predicted: [1, 2], target: [0.5] })).rejects.toThrow('target has shape [1]');
    await kernel.dispose();
  });

  test.each([undefined, {}, 'onnxruntime'])('refuses %s as a runtime', async (ort) => {
    await expect(createKernel(ort as OrtRuntime, sinh)).rejects.toThrow('option ort: is no ONNX Runtime');
  });

  test('refuses unknown options', async () => {
    await expect(createKernel(web, sinh, { shape: [1] } as OnnxKernelOptions)).rejects.toThrow(
      'option shape: is unknown',
    );
  });
});
