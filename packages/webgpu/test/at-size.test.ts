import { describe, expect, test } from 'vitest';
import { createKernel, evaluate, type Loss, links, losses, requestDevice, requiredLimits } from '../src/index.js';
import { bufferOf, submitted, testGpu } from './gpu.ts';
import { expectClose, wave } from './numbers.ts';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const composite = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'divergence' });

/** 512 MiB a buffer: more than a small machine has to spare. */
const large = process.env.LOSSMITH_LARGE === undefined ? test.skip : test;

/** A buffer that holds the same numbers again and again. */
function repeated(device: GPUDevice, numbers: Float32Array<ArrayBuffer>, times: number): GPUBuffer {
  const buffer = bufferOf(device, numbers.byteLength * times);
  for (let k = 0; k < times; k += 1) device.queue.writeBuffer(buffer, k * numbers.byteLength, numbers);
  return buffer;
}

/** Numbers of a part of a buffer. */
async function partOf(device: GPUDevice, buffer: GPUBuffer, first: number, count: number): Promise<Float32Array> {
  const staging = device.createBuffer({ size: 4 * count, usage: 0x1 | 0x8 });
  await submitted(device, (encoder) => encoder.copyBufferToBuffer(buffer, 4 * first, staging, 0, 4 * count));
  await staging.mapAsync(1);
  const copy = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return copy;
}

/**
 * Mean and gradient over `count` numbers that repeat those of `shape`: the mean is theirs, and the gradient of every repetition is theirs
 * over the number of repetitions.
 */
async function checkAtSize(loss: Loss, shape: readonly number[], count: number, limits: Record<string, number>) {
  const device = await requestDevice(limits, await testGpu());
  const length = shape.reduce((x, y) => x * y);
  const times = count / length;
  const data = { predicted: wave(length), target: wave(length, 0.3) };
  const exact = evaluate(loss, { ...data, shape }, { reduction: 'mean' });
  const kernel = await createKernel(device, loss, { parameters: 'constants' });
  const buffers = {
    predicted: repeated(device, data.predicted, times),
    target: repeated(device, data.target, times),
    gradient: bufferOf(device, 4 * count),
    loss: bufferOf(device, 4),
    shape: [(shape[0] as number) * times, ...shape.slice(1)],
  };
  await submitted(device, (encoder) => kernel.encode(encoder, buffers));
  expectClose(await partOf(device, buffers.loss, 0, 1), exact.loss, 2e-6);
  const largest = exact.gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  for (const k of [0, 1, Math.floor(times / 2), times - 1]) {
    const found = await partOf(device, buffers.gradient, k * length, length);
    const worst = found.reduce((most, g, i) => Math.max(most, Math.abs(g * times - (exact.gradient[i] as number))), 0);
    expect(worst / largest, `repetition ${k} of ${times}`).toBeLessThan(3e-6);
  }
  kernel.dispose();
  device.destroy();
}

const limitsFor = (loss: Loss, examples: number, items = 1) => requiredLimits(loss, { examples, items });

describe('at size', () => {
  test('2^25 scores on a default device', () => checkAtSize(sinh, [2 ** 14], 2 ** 25, {}));

  test('rows of 131,072 classes', () => checkAtSize(composite, [1, 2 ** 17], 2 ** 19, {}));

  large('2^27 scores on a device made with requiredLimits', { timeout: 300_000 }, () =>
    checkAtSize(sinh, [2 ** 14], 2 ** 27, limitsFor(sinh, 2 ** 27)),
  );

  large('1,024 rows of 131,072 classes', { timeout: 300_000 }, () =>
    checkAtSize(composite, [1, 2 ** 17], 2 ** 27, limitsFor(composite, 2 ** 10, 2 ** 17)),
  );
});
