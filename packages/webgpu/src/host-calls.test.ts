import { links, losses } from '@lossmith/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { bufferOf, numbersIn, submitted, testDevice } from '../test/gpu.ts';
import { compileWgsl } from './compile-wgsl.js';
import { createKernel } from './create-kernel.js';
import { requiredLimits } from './required-limits.js';

const identity = losses.matching(links.identity());

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

describe('what a run takes', () => {
  test('the data as they are when it is called, however long it waits', async () => {
    const kernel = await createKernel(device, losses.softmax());
    const shape = [1, 40];
    const row = (x: number) => Float32Array.from({ length: 40 }, (_, k) => (k === 0 ? x : 0));
    const [predicted, target] = [row(1), row(0)];
    // Rows of that length are compiled first, and the second run waits for the first.
    const runs = [0, 1].map(() => kernel.run({ predicted, target, shape }));
    predicted.fill(Number.NaN);
    target.fill(Number.NaN);
    const wanted = await kernel.run({ predicted: row(1), target: row(0), shape });
    expect(wanted.loss[0]).toBeGreaterThan(0);
    for (const run of runs) expect(await run).toEqual(wanted);
    predicted.set(row(1));
    target.set(row(0));
    const ready = kernel.run({ predicted, target, shape });
    predicted.fill(Number.NaN);
    expect(await ready).toEqual(wanted);
    await kernel.dispose();
  });

  test('the parameters as they are when it is called; encode those of the last update', async () => {
    const kernel = await createKernel(device, losses.matching(links.identity({ rate: 1 })));
    const running = kernel.run({ predicted: [2], target: [0] });
    kernel.update({ 'link.rate': 2 });
    const buffers = {
      predicted: bufferOf(device, Float32Array.of(2)),
      target: bufferOf(device, Float32Array.of(0)),
      gradient: bufferOf(device, 4),
      loss: bufferOf(device, 4),
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    expect(await numbersIn(device, buffers.gradient)).toEqual([4]);
    expect([...(await running).gradient]).toEqual([2]);
    expect(kernel.parameters).toEqual({ 'link.rate': 2 });
    expect([...(await kernel.run({ predicted: [2], target: [0] })).gradient]).toEqual([4]);
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    expect(await numbersIn(device, buffers.gradient)).toEqual([4]);
    await kernel.dispose();
  });

  test('arrays over shared memory; no detached ones', async () => {
    const kernel = await createKernel(device, identity);
    const shared = new Float32Array(new SharedArrayBuffer(8));
    shared.set([1, 3]);
    const found = await kernel.run({ predicted: shared, target: [0, 0] });
    expect([...found.gradient]).toEqual([0.5, 1.5]);
    const gone = Float32Array.of(1, 2);
    structuredClone(gone, { transfer: [gone.buffer] });
    await expect(kernel.run({ predicted: gone, target: [0, 0] })).rejects.toThrow(/^predicted/);
    await kernel.dispose();
  });

  test('of float16 kernels no finite number that float16 does not hold, where it counts', async () => {
    const options = { storage: 'f16', weight: true, mask: true } as const;
    const kernel = await createKernel(device, identity, options);
    const run = (predicted: number[], mask: number[] = [1, 1], weight: number[] = [1, 1]) =>
      kernel.run({ predicted, target: [0, 0], mask, weight });
    await expect(run([1, 65505])).rejects.toThrow('predicted[1] = 65505: beyond the range of float16');
    expect([...(await run([1, -1e9], [1, 0])).gradient]).toEqual([1, 0]);
    expect([...(await run([1, 1e9], [1, 1], [1, 0])).gradient]).toEqual([1, 0]);
    expect([...(await run([Infinity, 1])).gradient]).toEqual([Infinity, 0.5]);
    await kernel.dispose();
  });

  test('its gradient too where that lies over predicted', async () => {
    const kernel = await createKernel(device, identity, { inPlace: true, reduction: 'none' });
    const found = await kernel.run({ predicted: [3, 1], target: [1, 2] });
    expect([[...found.loss], [...found.gradient]]).toEqual([
      [2, 0.5],
      [2, -1],
    ]);
    await kernel.dispose();
  });
});

test('a kernel that is disposed of finishes its runs, and then refuses', async () => {
  const kernel = await createKernel(device, identity);
  const runs = [1, 2].map((x) => kernel.run({ predicted: [x], target: [0] }));
  const end = kernel.dispose();
  expect(await Promise.all(runs.map(async (run) => (await run).gradient[0]))).toEqual([1, 2]);
  await end;
  await expect(kernel.run({ predicted: [1], target: [0] })).rejects.toThrow('the kernel is disposed');
  expect(() => kernel.update({ 'link.rate': 1 })).toThrow('the kernel is disposed');
  expect(() => kernel.encode(device.createCommandEncoder(), {})).toThrow('the kernel is disposed');
  await kernel.dispose();
});

describe('wrong calls', () => {
  test('options that are none, with those that there are', async () => {
    for (const [given, message] of [
      [{ speed: 1 }, 'outputs, reduction, weight, mask, parameters, storage, inPlace, subgroups'],
      ['mean', `must be an object, got "mean"; give { reduction: 'mean' }`],
      [['loss'], 'must be an object'],
      [null, 'must be an object'],
    ] as [never, string][]) {
      expect(() => compileWgsl(identity, given)).toThrow(message);
      expect(() => requiredLimits(identity, { examples: 1 }, given)).toThrow(message);
      await expect(createKernel(device, identity, given)).rejects.toThrow(message);
    }
    expect(() => compileWgsl(identity, { speed: 1 } as never)).toThrow(/^option speed/);
  });

  test('data that are none', async () => {
    const kernel = await createKernel(device, identity);
    const tensor = { shape: [1], dtype: 'float32', dataSync: () => Float32Array.of(1) };
    for (const predicted of [null, undefined, tensor, 'x', new DataView(new ArrayBuffer(4))] as never[])
      await expect(kernel.run({ predicted, target: [1] })).rejects.toThrow(/^predicted/);
    for (const inputs of [null, undefined, 'mean'] as never[])
      await expect(kernel.run(inputs)).rejects.toMatchObject({ name: expect.stringMatching(/^Lossmith/) });
    const outputs = { gradient: [0] } as never;
    await expect(kernel.run({ predicted: [1], target: [1] }, outputs)).rejects.toThrow('Float32Array');
    expect(await kernel.run({ predicted: [1], target: [0] })).toMatchObject({ loss: Float32Array.of(0.5) });
    await kernel.dispose();
  });
});

test('results have the outputs that were asked for, in their types too', async () => {
  const kernel = await createKernel(device, identity, { outputs: ['hessian'], reduction: 'none' });
  const found = await kernel.run({ predicted: [1], target: [0] });
  const { hessian }: { readonly hessian: Float32Array } = found;
  expect([...hessian]).toEqual([1]);
  // @ts-expect-error: no loss was asked for
  expect(found.loss).toBeUndefined();
  await kernel.dispose();
});
