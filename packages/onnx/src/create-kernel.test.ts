import { evaluate, type LossInputs, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { runtimes } from '../test/models.ts';
import { createKernel, type OnnxKernelOptions } from './create-kernel.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const labels = losses.softmax({ target: 'label' });
const data = { predicted: [1, 2.5, -3], target: [0.5, 2, 4] };
const examples = {
  predicted: [
    [1, 2, 0.5],
    [3, -1, 2],
  ],
  target: [0, 2],
};

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
