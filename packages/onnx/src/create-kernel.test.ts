import { evaluate, type LossInputs, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
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
    const kernel = await createKernel(ort, sinh, options);
    const { reduction = 'mean', outputs = ['loss', 'gradient'] } = options;
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

  test('computes float16 in float32', async () => {
    const kernel = await createKernel(ort, sinh, { precision: 'float16' });
    const { loss } = await kernel.run(data);
    expectClose(loss, evaluate(sinh, data, { reduction: 'mean' }).loss, 2 ** -11);
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
    const wrong = [{ gradient: new Float32Array(2) }, { hessian: new Float32Array(3) }];
    await expect(kernel.run(data, wrong[0])).rejects.toThrow('outputs.gradient has shape [2], but [3] is needed');
    await expect(kernel.run(data, wrong[1])).rejects.toThrow("there is no 'hessian'; this kernel has loss, gradient");
    await kernel.dispose();
  });

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
