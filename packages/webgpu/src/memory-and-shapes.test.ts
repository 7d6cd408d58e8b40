import { evaluate, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { bufferOf, numbersIn, submitted, testDevice, testGpu } from '../test/gpu.ts';
import { wave } from '../test/numbers.ts';
import { createKernel } from './create-kernel.js';

const sinh = losses.matching(links.sinh({ rate: 0.5 }));

/** Counts what a device is asked to make from now on. */
function counting(device: GPUDevice) {
  const made = { buffers: 0, bytes: 0, groups: 0 };
  const { createBuffer, createBindGroup } = device;
  device.createBuffer = (descriptor) => {
    made.buffers += 1;
    made.bytes += descriptor.size;
    return createBuffer.call(device, descriptor);
  };
  device.createBindGroup = (descriptor) => {
    made.groups += 1;
    return createBindGroup.call(device, descriptor);
  };
  return made;
}

test('a kernel holds a few KiB whatever the size of its data, and calls over the same buffers allocate nothing', async () => {
  const device = await testDevice();
  const count = 2 ** 18;
  const buffers = {
    predicted: bufferOf(device, wave(count)),
    target: bufferOf(device, wave(count, 0.3)),
    gradient: bufferOf(device, 4 * count),
    loss: bufferOf(device, 4),
  };
  const made = counting(device);
  const kernel = await createKernel(device, sinh);
  await submitted(device, (encoder) => kernel.encode(encoder, buffers));
  expect(made.bytes).toBeLessThan(10_000);
  const { buffers: first, groups } = made;
  for (let call = 0; call < 3; call += 1) await submitted(device, (encoder) => kernel.encode(encoder, { ...buffers }));
  expect([made.buffers, made.groups]).toEqual([first, groups]);
  device.destroy();
});

describe('with and without subgroups', () => {
  const loss = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });

  test.each([
    [2, 300],
    [2100, 40],
  ])('%i rows of %i classes come out the same', async (examples, items) => {
    const adapter = await (await testGpu()).requestAdapter();
    const requiredFeatures = (['subgroups'] as GPUFeatureName[]).filter((name) => adapter!.features.has(name));
    const device = await adapter!.requestDevice({ requiredFeatures });
    const [predicted, target] = [wave(examples * items), wave(examples * items, 0.4)];
    const exact = evaluate(loss, { predicted, target, shape: [examples, items] }, { reduction: 'mean' });
    for (const subgroups of [false, requiredFeatures.length > 0]) {
      const kernel = await createKernel(device, loss, { subgroups });
      const found = await kernel.run({ predicted, target, shape: [examples, items] });
      expect(Math.abs(found.loss![0]! - exact.loss[0]!)).toBeLessThan(1e-6 * exact.loss[0]!);
      const largest = exact.gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
      const worst = exact.gradient.reduce((most, g, k) => Math.max(most, Math.abs(g - found.gradient![k]!)), 0);
      expect(worst).toBeLessThan(3e-6 * largest);
      kernel.dispose();
    }
    device.destroy();
  });
});

test('the mean of a million equal losses is right', async () => {
  const device = await testDevice();
  const kernel = await createKernel(device, losses.matching(links.identity()), { outputs: ['loss'] });
  const count = 2 ** 20;
  const gap = Math.fround(Math.sqrt(0.2));
  const buffers = {
    predicted: bufferOf(device, new Float32Array(count).fill(gap)),
    target: bufferOf(device, 4 * count),
    loss: bufferOf(device, 4),
  };
  await submitted(device, (encoder) => kernel.encode(encoder, buffers));
  const [mean] = await numbersIn(device, buffers.loss);
  expect(Math.abs(mean! / (gap ** 2 / 2) - 1)).toBeLessThan(6e-7);
  device.destroy();
});
