import { evaluate, type LossInputs, links, losses } from '@lossmith/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { runtimes } from '../test/models.ts';
import { createKernel, type OnnxKernelOptions } from './create-kernel.js';
import type { OrtRuntime } from './runtime.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const web = runtimes['onnxruntime-web'];
const data = { predicted: [1, 2.5, -3], target: [0.5, 2, 4] };

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
