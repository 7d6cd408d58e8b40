import { createKernel } from '@lossmith/webgpu';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers gradients of ops

import { beforeAll, describe, expect, test } from 'vitest';
import { compileTfjs as compile, evaluate, type Loss, links, losses, type TfjsOptions } from '../src/index.js';
import { webgpu } from '../src/webgpu.js';
import { expectClose } from './numbers.ts';

const compileTfjs = (loss: Loss, options: TfjsOptions = {}) => compile(loss, { execution: webgpu, ...options });

let device: GPUDevice;

beforeAll(async () => {
  const adapter = await navigator.gpu.requestAdapter();
  device = await adapter!.requestDevice();
  tf.registerBackend('shared', () => new WebGPUBackend(device, adapter!.info));
  tf.copyRegisteredKernels('webgpu', 'shared');
  await tf.setBackend('shared');
  // Else tfjs works on small tensors on the host.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
});

const wave = (length: number, shift = 0) => Float32Array.from({ length }, (_, k) => 2 * Math.sin(k + shift));
const count = 1000;
const [predicted, target] = [wave(count), wave(count, 0.3)];
const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const wanted = evaluate(sinh, { predicted, target, shape: [count] }, { reduction: 'mean' });

/** The buffer a tensor lies in, made on the device if it is not there yet. */
function bufferOf(tensor: tf.Tensor): GPUBuffer {
  const backend = tf.backend() as WebGPUBackend;
  backend.uploadToGPU(tensor.dataId);
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  return backend.tensorMap.get(tensor.dataId).resource as GPUBuffer;
}

test('a kernel reads tensors of tfjs, and its gradient becomes one, without a copy', async () => {
  const kernel = await createKernel(device, sinh);
  const [yPred, yTrue] = [tf.mul(tf.tensor1d(predicted), 1), tf.tensor1d(target)];
  const gradient = device.createBuffer({ size: 4 * count, usage: 0x80 | 0x4 | 0x8 });
  const loss = device.createBuffer({ size: 4, usage: 0x80 | 0x4 });
  const buffers = { predicted: bufferOf(yPred), target: bufferOf(yTrue), gradient, loss, shape: [count] };
  const encoder = device.createCommandEncoder();
  kernel.encode(encoder, buffers);
  device.queue.submit([encoder.finish()]);
  const tensor = tf.tensor({ buffer: gradient, zeroCopy: true }, [count], 'float32');
  expect(bufferOf(tensor)).toBe(gradient);
  expectClose(
    await tf.mul(tensor, 2).data(),
    wanted.gradient.map((x) => 2 * x),
    3e-6,
  );
  kernel.dispose();
});

describe('compileTfjs on the webgpu backend, with its shaders', () => {
  test('runs fused programs, as a kernel of tfjs', async () => {
    const loss = compileTfjs(sinh, { reduction: 'mean' });
    const x = tf.tensor1d(predicted);
    const { kernels } = await tf.profile(() => tf.valueAndGrad((y) => loss(tf.tensor1d(target), y))(x).value);
    const names = kernels.map(({ name }) => name);
    expect(names).toContain('LossmithProgram');
    expect(names.filter((name) => ['Exp', 'Expm1', 'Abs', 'Select'].includes(name))).toEqual([]);
  });

  test.each([
    ['scores', sinh, [count]],
    ['rows', losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }), [20, 50]],
  ] as const)('gives what evaluate gives: %s', async (_, loss, shape) => {
    const [y, x] = [tf.tensor(target, [...shape]), tf.tensor(predicted, [...shape])];
    for (const reduction of ['mean', 'none', 'sum'] as const) {
      const exact = evaluate(loss, { predicted, target, shape }, { reduction });
      const found = compileTfjs(loss, { reduction }).parts(y, x);
      for (const name of ['loss', 'gradient', 'hessian'] as const) {
        const largest = Math.max(...exact[name].map(Math.abs));
        for (const [k, value] of (await found[name].data()).entries())
          expect(Math.abs(value - exact[name][k]!)).toBeLessThan(3e-6 * largest);
      }
    }
  });

  test('with weights and a mask it needs more buffers than one shader has, and takes two', async () => {
    const [weight, mask] = [wave(count, 1).map((w) => w + 2), wave(count, 2).map((m) => Number(m > 0))];
    const exact = evaluate(sinh, { predicted, target, weight, mask, shape: [count] }, { reduction: 'none' });
    const tensors = [target, predicted, weight, mask].map((values) => tf.tensor1d(values));
    const [y, x, w, m] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const found = compileTfjs(sinh, { reduction: 'none' }).parts(y, x, w, tf.cast(m, 'bool'));
    for (const name of ['loss', 'gradient', 'hessian'] as const)
      expectClose(await found[name].data(), exact[name], 6e-6);
  });

  test('second derivatives, and a batch that is empty', async () => {
    const loss = compileTfjs(sinh, { reduction: 'sum' });
    const x = tf.tensor1d(predicted);
    const twice = tf.grad((z) => tf.sum(tf.grad((y) => loss(tf.tensor1d(target), y))(z)))(x);
    const { hessian } = evaluate(sinh, { predicted, target, shape: [count] });
    expectClose(await twice.data(), hessian, 3e-6);
    expect([...(await loss(tf.zeros([0]), tf.zeros([0])).data())]).toEqual([0]);
  });
});
