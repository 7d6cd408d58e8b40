import { links, losses } from '@lossmith/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { bufferOf, numbersIn, submitted, testDevice, testGpu } from '../test/gpu.ts';
import { compileWgsl } from './compile-wgsl.js';
import { createKernel, type KernelBuffers } from './create-kernel.js';
import { LossmithDeviceError, LossmithLimitError } from './errors.js';
import { checkedShader } from './pipelines.js';
import { requestDevice } from './request-device.js';
import { requiredLimits } from './required-limits.js';

const identity = losses.matching(links.identity());
const storage = 0x80;

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

/** What a kernel of the identity link says to these buffers. */
async function saidTo(buffers: KernelBuffers, options = {}): Promise<string> {
  const kernel = await createKernel(device, identity, options);
  try {
    kernel.encode(device.createCommandEncoder(), buffers);
  } catch (cause) {
    return (cause as Error).message;
  } finally {
    kernel.dispose();
  }
  return '';
}

describe('buffers', () => {
  const all = () => ({
    predicted: bufferOf(device, 400),
    target: bufferOf(device, 400),
    gradient: bufferOf(device, 400),
    loss: bufferOf(device, 4),
  });

  test('that are right are taken', async () => {
    expect(await saidTo(all())).toBe('');
  });

  test('too small, missing, of the wrong usage, or at a wrong place are refused by name', async () => {
    const uniform = device.createBuffer({ size: 400, usage: 0x40 });
    expect(await saidTo({ ...all(), target: bufferOf(device, 396) })).toContain(
      'target: has 396 bytes, and 400 are needed for 100 examples',
    );
    expect(await saidTo({ ...all(), shape: [101] })).toContain('predicted: has 400 bytes, and 404 are needed');
    expect(await saidTo({ ...all(), loss: undefined } as unknown as KernelBuffers)).toContain(
      'option loss: has no buffer',
    );
    expect(await saidTo({ ...all(), predicted: uniform })).toContain('made without STORAGE');
    expect(await saidTo({ ...all(), target: { buffer: bufferOf(device, 800), offset: 8 } })).toContain(
      'its offset is 8',
    );
    expect(await saidTo({ ...all(), shape: [2.5] })).toContain('option shape: is [2.5]');
    expect(await saidTo({ ...all(), weight: bufferOf(device, 400) })).toContain('option weight');
  });

  test('read and written at once are refused, with the way out', async () => {
    const one = bufferOf(device, 400);
    expect(await saidTo({ ...all(), predicted: one, gradient: one })).toContain('inPlace: true');
    expect(await saidTo({ ...all(), loss: one, gradient: one })).toContain('gradient');
    const [first, second] = [
      { buffer: one, offset: 0, size: 120 },
      { buffer: one, offset: 256 },
    ];
    const parts = (buffers: KernelBuffers, options = {}) => saidTo({ ...all(), ...buffers, shape: [30] }, options);
    expect(await parts({ loss: { buffer: one, offset: 0, size: 4 }, gradient: second })).toBe('');
    // The reduced loss is written by a dispatch of its own.
    expect(await parts({ predicted: second, loss: first })).toBe('');
    expect(await parts({ predicted: first, target: second })).toBe('');
    expect(await parts({ predicted: first, gradient: second })).toBe(
      'option gradient: lies in the GPUBuffer of predicted, and a dispatch of WebGPU either reads or writes a buffer, all of it; give it a buffer of its own, or make the kernel with inPlace: true to write it over predicted',
    );
    expect(await parts({ predicted: first, loss: second }, { reduction: 'none' })).toContain(
      'option loss: lies in the GPUBuffer of predicted',
    );
    expect(await parts({ predicted: first, loss: first })).toContain('option loss: overlaps predicted');
    expect(await parts({ loss: first, gradient: first })).toContain('give them parts that are apart');
  });

  test('what is no buffer is refused by name', async () => {
    for (const [wrong, what] of [
      [undefined, 'has no buffer'],
      [null, 'is no GPUBuffer'],
      [new Float32Array(100), 'is no GPUBuffer'],
      [{ buffer: new ArrayBuffer(400) }, 'is no GPUBuffer'],
    ] as const)
      expect(await saidTo({ ...all(), target: wrong as never })).toBe(
        `option target: ${what}; give a GPUBuffer for target`,
      );
  });

  test('parts are taken as they should be', async () => {
    const kernel = await createKernel(device, identity, { outputs: ['loss'] });
    const data = bufferOf(device, Float32Array.of(1, 2, ...Array<number>(62).fill(0), 7));
    const buffers = {
      predicted: { buffer: data, offset: 0, size: 8 },
      loss: { buffer: data, offset: 256, size: 4 },
      target: bufferOf(device, Float32Array.of(0, 0)),
    };
    await submitted(device, (encoder) => kernel.encode(encoder, buffers));
    expect((await numbersIn(device, data))[64]).toBe(1.25);
    await kernel.dispose();
  });

  test('class losses need a shape', async () => {
    const kernel = await createKernel(device, losses.softmax());
    const encoder = device.createCommandEncoder();
    expect(() => kernel.encode(encoder, all())).toThrow('give the shape of predicted, [rows, classes]');
    expect(() => kernel.encode(encoder, { ...all(), shape: [4, 0] })).toThrow('give rows of classes');
    kernel.dispose();
  });
});

describe('limits', () => {
  test('2^25 scores fit a default device, 2^27 one made with requiredLimits', async () => {
    expect(requiredLimits(identity, { examples: 2 ** 25 })).toEqual({
      maxStorageBufferBindingSize: 2 ** 27,
      maxBufferSize: 2 ** 28,
    });
    const limits = requiredLimits(identity, { examples: 2 ** 27 });
    const large = await requestDevice(limits, await testGpu());
    expect(large.limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(2 ** 29);
    large.destroy();
  });

  test('more is refused with the name of the limit', async () => {
    const kernel = await createKernel(device, identity);
    const small = bufferOf(device, 4);
    const beyond = device.createBuffer({ size: 2 ** 27 + 4, usage: storage });
    const call = { predicted: beyond, target: beyond, gradient: small, loss: small };
    expect(() => kernel.encode(device.createCommandEncoder(), call)).toThrow(LossmithLimitError);
    expect(() => kernel.encode(device.createCommandEncoder(), call)).toThrow(
      'predicted (33554433 × 1 numbers) needs maxStorageBufferBindingSize ≥ 134217732, and the device has 134217728',
    );
    beyond.destroy();
    kernel.dispose();
    const huge = { examples: 2 ** 15, items: 2 ** 16 };
    expect(() => requiredLimits(losses.softmax(), huge)).toThrow('maxStorageBufferBindingSize ≥ 8589934592');
    await expect(requestDevice({ maxBufferSize: 2 ** 50 }, await testGpu())).rejects.toThrow('maxBufferSize');
  });
});

describe('devices', () => {
  test('without WebGPU, an adapter or a device the error says so', async () => {
    await expect(requestDevice({}, { requestAdapter: async () => null } as unknown as GPU)).rejects.toThrow(
      'no GPUAdapter',
    );
    await expect(createKernel(undefined as unknown as GPUDevice, identity)).rejects.toThrow('needs a GPUDevice');
    if (globalThis.navigator?.gpu === undefined) await expect(requestDevice()).rejects.toThrow('no WebGPU here');
  });

  test('a lost device ends the kernel, which says so from then on', async () => {
    const own = await testDevice();
    const kernel = await createKernel(own, identity);
    await kernel.run({ predicted: [1], target: [2] });
    own.destroy();
    await expect(kernel.run({ predicted: [1], target: [2] })).rejects.toThrow('the device of this kernel is lost');
    await own.lost;
    expect(() => kernel.encode({} as GPUCommandEncoder, {})).toThrow(LossmithDeviceError);
    expect(() => kernel.update({})).toThrow('ask the adapter for a new device');
    await expect(createKernel(own, identity)).rejects.toThrow('lost');
    kernel.dispose();
  });

  test('a device that is lost while a run is waited for rejects the run', async () => {
    const own = await testDevice();
    const kernel = await createKernel(own, identity);
    const running = kernel.run({ predicted: new Float32Array(100_000), target: new Float32Array(100_000) });
    const rejected = expect(running).rejects.toThrow('lost');
    own.destroy();
    await rejected;
  });

  /** A device that runs out of memory, really so, when it is asked for a buffer of that label. */
  async function withoutMemoryFor(label: string): Promise<GPUDevice> {
    const adapter = (await (await testGpu()).requestAdapter()) as GPUAdapter;
    const { maxBufferSize } = adapter.limits;
    const own = await requestDevice({ maxBufferSize }, await testGpu());
    const { createBuffer } = own;
    own.createBuffer = (descriptor) => {
      if (descriptor.label === label)
        for (let k = 0; k < 64; k += 1) createBuffer.call(own, { size: maxBufferSize, usage: descriptor.usage });
      return createBuffer.call(own, descriptor);
    };
    return own;
  }

  test('no memory is an error of the run, and the kernel says so from then on', async () => {
    const own = await withoutMemoryFor('lossmith gradient');
    const kernel = await createKernel(own, identity);
    const data = { predicted: [1], target: [2] };
    await expect(kernel.run(data)).rejects.toThrow(LossmithDeviceError);
    await expect(kernel.run(data)).rejects.toThrow('had no memory, and this kernel cannot be used any more');
    expect(() => kernel.update({ 'link.rate': 1 })).toThrow('make the kernel again');
    expect(() => kernel.encode(own.createCommandEncoder(), {})).toThrow(LossmithDeviceError);
    kernel.dispose();
    own.destroy();
  });

  test('no memory for what a kernel itself needs is told when it is made, or by the next call', async () => {
    const partial = await withoutMemoryFor('lossmith partial sums');
    await expect(createKernel(partial, identity)).rejects.toThrow('had no memory');
    partial.destroy();
    const own = await withoutMemoryFor('lossmith call');
    const kernel = await createKernel(own, identity);
    const buffers = {
      predicted: bufferOf(own, new Float32Array(4)),
      target: bufferOf(own, new Float32Array(4)),
      gradient: bufferOf(own, 16),
      loss: bufferOf(own, 4),
    };
    kernel.encode(own.createCommandEncoder(), buffers);
    await own.queue.onSubmittedWorkDone();
    expect(() => kernel.encode(own.createCommandEncoder(), buffers)).toThrow('had no memory');
    own.destroy();
  });

  test('what is wrong with a call leaves the kernel as it is', async () => {
    const kernel = await createKernel(device, identity);
    const buffers = { predicted: bufferOf(device, 4), target: bufferOf(device, 4), loss: bufferOf(device, 4) };
    expect(() => kernel.encode(device.createCommandEncoder(), buffers)).toThrow('gradient: has no buffer');
    await expect(kernel.run({ predicted: [1], target: [2, 3] })).rejects.toThrow('target');
    expect([...(await kernel.run({ predicted: [1], target: [2] })).loss!]).toEqual([0.5]);
    kernel.dispose();
  });

  test('a shader that the device refuses is named with its line', async () => {
    const module = compileWgsl(identity);
    const wrong = checkedShader(device, { ...module, code: `${module.code}\nfn wrong() -> f32 { return 1u; }` });
    await expect(wrong).rejects.toThrow(/the device refuses the shader: line \d+/);
  });

  test('a kernel that was disposed of says so; to dispose of it twice does no harm', async () => {
    const kernel = await createKernel(device, identity);
    kernel.dispose();
    kernel.dispose();
    await expect(kernel.run({ predicted: [1], target: [2] })).rejects.toThrow('the kernel is disposed');
    expect(() => kernel.update({ 'link.rate': 1 })).toThrow('disposed');
  });
});

test('options that are none are refused', async () => {
  const options = [
    { storage: 'f64' },
    { inPlace: 1 },
    { inPlace: true, outputs: ['loss'] },
    { subgroups: 'yes' },
    { speed: 1 },
  ];
  for (const one of options) {
    expect(() => compileWgsl(identity, one as object), JSON.stringify(one)).toThrow(/^option \w+: /);
  }
});
