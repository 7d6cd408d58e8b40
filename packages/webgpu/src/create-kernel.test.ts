import { evaluate, type Loss, links, losses } from '@lossmith/core';
import { fromFloat16Bits, toFloat16Bits } from '@lossmith/core/backend';
import { beforeAll, describe, expect, test } from 'vitest';
import { bufferOf, bytesIn, numbersIn, submitted, testDevice } from '../test/gpu.ts';
import { expectClose, wave } from '../test/numbers.ts';
import { createKernel, type KernelBuffers } from './create-kernel.js';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const sinh = losses.matching(links.sinh({ rate: 0.5, center: 3 }));
const exact = (loss: Loss, predicted: Float32Array, target: ArrayLike<number>, shape: number[], options = {}) =>
  evaluate(loss, { predicted, target: target as Float32Array, shape }, { reduction: 'mean', ...options });

describe('run', () => {
  test('gives what evaluate gives, reduced to a mean', async () => {
    const kernel = await createKernel(device, sinh);
    const found = await kernel.run({ predicted: [1, 2], target: [1.5, 2] });
    const wanted = evaluate(sinh, { predicted: [1, 2], target: [1.5, 2] }, { reduction: 'mean' });
    expect(Object.keys(found)).toEqual(['loss', 'gradient']);
    expectClose(found.loss!, wanted.loss, 1e-6);
    expectClose(found.gradient!, wanted.gradient, 1e-6);
    kernel.dispose();
  });

  test('takes weights and masks, and reduces as asked', async () => {
    const data = { predicted: wave(700), target: wave(700, 0.3), shape: [700] };
    const [weight, mask] = [wave(700).map((x) => x + 2), wave(700, 1).map((x) => Number(x > 0))];
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      const outputs = ['loss', 'gradient', 'hessian'] as const;
      const kernel = await createKernel(device, sinh, { outputs, weight: true, mask: true, reduction });
      const found = await kernel.run({ ...data, weight, mask });
      const wanted = evaluate(sinh, { ...data, weight, mask }, { reduction });
      for (const name of outputs) expectClose(found[name]!, wanted[name], 3e-6);
      kernel.dispose();
    }
  });

  test('writes to given arrays, whose lengths it checks', async () => {
    const kernel = await createKernel(device, sinh);
    const gradient = new Float32Array(2);
    const data = { predicted: [1, 2], target: [1.5, 2] };
    const found = await kernel.run(data, { gradient });
    expect(found.gradient).toBe(gradient);
    expect(gradient[0]).not.toBe(0);
    await expect(kernel.run(data, { gradient: new Float32Array(3) })).rejects.toThrow('outputs.gradient has shape [3]');
    kernel.dispose();
  });

  test('refuses a target outside the range of the link, with its place', async () => {
    const kernel = await createKernel(device, losses.matching(links.sigmoid(), { target: 'output' }));
    await expect(kernel.run({ predicted: [0, 1], target: [0.5, 2] })).rejects.toThrow('target[1] = 2');
    expect((await kernel.run({ predicted: [0], target: [1] })).gradient![0]).toBeCloseTo(-0.5);
    kernel.dispose();
  });

  test('an empty batch has a loss of 0', async () => {
    const kernel = await createKernel(device, sinh);
    const found = await kernel.run({ predicted: [], target: [] });
    expect([[...found.loss!], [...found.gradient!]]).toEqual([[0], []]);
    kernel.dispose();
  });

  test('shapes of rows that one kernel meets in turn', async () => {
    const loss = losses.softmax();
    const kernel = await createKernel(device, loss);
    for (const shape of [
      [2, 3],
      [3, 40],
      [2, 300],
      [5, 1],
    ] as const) {
      const count = shape[0] * shape[1];
      const [predicted, target] = [wave(count), wave(count, 0.4)];
      const found = await kernel.run({ predicted, target, shape });
      const wanted = exact(loss, predicted, target, [...shape]);
      expectClose(found.loss!, wanted.loss, 3e-6);
      found.gradient!.forEach((x, k) => {
        expect(Math.abs(x - wanted.gradient[k]!)).toBeLessThan(3e-7);
      });
    }
    kernel.dispose();
  });
});

describe('update', () => {
  test('takes new numbers without compiling, one for all or one per example', async () => {
    const kernel = await createKernel(device, sinh);
    const data = { predicted: [1, 2], target: [1.5, 3] };
    for (const parameters of [{ 'link.rate': 2 }, { 'link.center': 1 }, { 'link.rate': [0.25, 1] }])
      kernel.update(parameters);
    const found = await kernel.run(data);
    const parameters = { 'link.rate': [0.25, 1], 'link.center': 1 };
    expectClose(found.loss!, evaluate(sinh, data, { parameters, reduction: 'mean' }).loss, 1e-6);
    expect(() => kernel.update({ 'link.width': 1 })).toThrow("the loss has no parameter 'link.width'");
    kernel.dispose();
  });

  test('says what to do where parameters are constants', async () => {
    const kernel = await createKernel(device, sinh, { parameters: 'constants' });
    expect(() => kernel.update({ 'link.rate': 1 })).toThrow("make the kernel with parameters: 'inputs'");
    kernel.dispose();
  });
});

describe('encode', () => {
  const count = 1000;
  const [predicted, target] = [wave(count), wave(count, 0.3)];
  const wanted = exact(sinh, predicted, target, [count]);

  test('runs on buffers of the user, in an encoder or a pass', async () => {
    const kernel = await createKernel(device, sinh);
    const buffers = {
      predicted: bufferOf(device, predicted),
      target: bufferOf(device, target),
      gradient: bufferOf(device, 4 * count),
      loss: bufferOf(device, 4),
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    expectClose(await numbersIn(device, buffers.loss), wanted.loss, 1e-6);
    expectClose(await numbersIn(device, buffers.gradient), wanted.gradient, 3e-6);
    await submitted(device, (encoder) => encoder.clearBuffer(buffers.gradient));
    await submitted(device, (encoder) => {
      const pass = encoder.beginComputePass();
      kernel.encode(pass, buffers);
      pass.end();
    });
    expectClose(await numbersIn(device, buffers.gradient), wanted.gradient, 3e-6);
    kernel.dispose();
  });

  test('takes parts of buffers', async () => {
    const kernel = await createKernel(device, sinh);
    const both = new Float32Array(3 * 1024);
    both.set(predicted.subarray(0, 64), 64);
    both.set(target.subarray(0, 64), 2048);
    const data = bufferOf(device, both);
    const outputs = bufferOf(device, 4096);
    const buffers = {
      predicted: { buffer: data, offset: 256, size: 256 },
      target: { buffer: data, offset: 8192 },
      gradient: { buffer: outputs, offset: 512 },
      loss: { buffer: outputs, offset: 0, size: 4 },
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    const part = exact(sinh, predicted.slice(0, 64), target.slice(0, 64), [64]);
    const found = await numbersIn(device, outputs);
    expectClose(found.slice(0, 1), part.loss, 1e-6);
    expectClose(found.slice(128, 192), part.gradient, 3e-6);
    expect(found[192]).toBe(0);
    kernel.dispose();
  });

  test.each([sinh, losses.softmax()])('writes the gradient over predicted', async (loss) => {
    const shape = loss.axes === '' ? [count] : [10, count / 10];
    const kernel = await createKernel(device, loss, { inPlace: true });
    const buffers: KernelBuffers = {
      predicted: bufferOf(device, predicted),
      target: bufferOf(device, target),
      loss: bufferOf(device, 4),
      shape,
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    const { gradient } = exact(loss, predicted, target, shape);
    const found = await numbersIn(device, buffers.predicted as GPUBuffer);
    found.forEach((x, k) => {
      expect(Math.abs(x - gradient[k]!)).toBeLessThan(3e-6 * Math.abs(gradient[k]!) + 1e-8);
    });
    kernel.dispose();
  });

  test('calls that are submitted together keep their sizes', async () => {
    const kernel = await createKernel(device, sinh, { outputs: ['loss'] });
    const [scores, observed] = [bufferOf(device, predicted), bufferOf(device, target)];
    const results = [100, 400, 1000].map((size) => [size, bufferOf(device, 4)] as const);
    await submitted(device, (encoder) => {
      for (const [size, loss] of results)
        kernel.encode(encoder, { predicted: scores, target: observed, loss, shape: [size] });
    });
    for (const [size, loss] of results) {
      const part = exact(sinh, predicted.slice(0, size), target.slice(0, size), [size]);
      expectClose(await numbersIn(device, loss), part.loss, 1e-6);
    }
    kernel.dispose();
  });

  test('float16 scores lie two in a word; an odd row shares one with the next', async () => {
    const loss = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'divergence' });
    const shape = [5, 7];
    const halves = (numbers: Float32Array) => Uint16Array.from([...numbers, 0], toFloat16Bits);
    const [x, y] = [wave(35), wave(35, 0.4)].map((numbers) => halves(numbers));
    const kernel = await createKernel(device, loss, { storage: 'f16' });
    const buffers = {
      predicted: bufferOf(device, new Uint32Array(x!.buffer)),
      target: bufferOf(device, new Uint32Array(y!.buffer)),
      gradient: bufferOf(device, new Uint32Array(18).fill(0xffffffff)),
      loss: bufferOf(device, 4),
      shape,
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    const singles = (list: Uint16Array) => Float32Array.from(list.subarray(0, 35), fromFloat16Bits);
    const result = exact(loss, singles(x!), singles(y!), shape);
    expectClose(await numbersIn(device, buffers.loss), result.loss, 1e-6);
    const found = new Uint16Array(await bytesIn(device, buffers.gradient));
    const nearest = [...result.gradient].map((g) => fromFloat16Bits(toFloat16Bits(g)));
    expectClose([...found].slice(0, 35).map(fromFloat16Bits), nearest, 2 ** -10);
    expect(found[35]).toBe(0xffff);
    const { gradient } = await kernel.run({ predicted: singles(x!), target: singles(y!), shape });
    expectClose(gradient!, nearest, 2 ** -10);
    kernel.dispose();
  });

  test('labels and masks are u32', async () => {
    const loss = losses.softmax({ target: 'label' });
    const kernel = await createKernel(device, loss, { mask: true });
    const mask = Uint32Array.of(1, 1, 0, 7, 0, 1);
    const buffers = {
      predicted: bufferOf(device, Float32Array.of(1, 2, Number.NaN, 0, Number.NaN, 1)),
      target: bufferOf(device, Uint32Array.of(1, 0)),
      mask: bufferOf(device, mask),
      gradient: bufferOf(device, 24),
      loss: bufferOf(device, 4),
      shape: [2, 3],
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    const loss2 = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(1))) / 2;
    expectClose(await numbersIn(device, buffers.loss), [loss2], 1e-6);
    const q = 1 / (1 + Math.exp(1));
    expectClose(await numbersIn(device, buffers.gradient), [q / 2, -q / 2, 0, (q - 1) / 2, 0, (1 - q) / 2], 1e-6);
    kernel.dispose();
  });
});
