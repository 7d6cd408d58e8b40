import { fromFloat16, type HostInputs, toFloat16Bits } from '@lossmith/core/backend';
import { memoryError } from './device-state.js';
import { LossmithDeviceError, report } from './errors.js';
import type { WgslBinding } from './module.js';
import type { ProgramKernel } from './program-kernel.js';
import { bytesOf, countOf } from './sizes.js';

/** Results by name. */
export type HostResults = Record<string, Float32Array<ArrayBuffer>>;

/** Runs a kernel over data on the host, in buffers of its own that grow with the data. Calls wait for each other. */
export interface HostKernel {
  run(inputs: HostInputs, outputs?: Readonly<Record<string, Float32Array>>): Promise<HostResults>;
  dispose(): void;
}

// GPUBufferUsage, a global that Node does not have.
const usages = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 };

type Words = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const noClass = 0xffffffff;

/** A mask keeps what is above 0; a label that is no whole number, or below 0, is no class. */
const asInteger = (name: string, x: number): number =>
  name === 'mask' ? Number(x > 0) : Number.isInteger(x) && x >= 0 ? x : noClass;

/** Data as they lie in a buffer. */
function wordsOf({ name, element }: WgslBinding, values: ArrayLike<number>, bytes: number): Words {
  if (element === 'u32') return Uint32Array.from(values, (x) => asInteger(name, x));
  if (element === 'f32') return values instanceof Float32Array ? (values as Words) : Float32Array.from(values);
  const words = new Uint32Array(bytes / 4);
  const halves = new Uint16Array(words.buffer);
  for (let k = 0; k < values.length; k += 1) halves[k] = toFloat16Bits(values[k] as number);
  return words;
}

function numbersOf({ element }: WgslBinding, bytes: ArrayBuffer, count: number): Float32Array<ArrayBuffer> {
  if (element !== 'f16') return new Float32Array(bytes, 0, count);
  return fromFloat16(new Uint16Array(bytes, 0, count));
}

export function makeHostKernel(kernel: ProgramKernel): HostKernel {
  const { device, module, program, state } = kernel;
  const buffers = new Map<string, GPUBuffer>();
  const inputs = module.bindings.filter(({ role }) => role === 'input');
  const outputs = module.bindings.filter(({ role }) => role === 'output');
  const results = module.bindings.filter(({ name }) => Object.hasOwn(program.outputs, name));
  let last: Promise<unknown> = Promise.resolve();

  /** A buffer of at least that many bytes, kept from one run to the next. */
  function buffer(key: string, bytes: number, usage: number): GPUBuffer {
    const known = buffers.get(key);
    if (known !== undefined && known.size >= bytes) return known;
    known?.destroy();
    const made = device.createBuffer({ size: Math.max(16, bytes), usage, label: `lossmith ${key}` });
    buffers.set(key, made);
    return made;
  }

  /** Submits a call, and gives where its results will be. */
  function submit(given: HostInputs): GPUBuffer {
    const bytes = (binding: WgslBinding) => bytesOf(binding, given);
    const usage = usages.storage | usages.copyTarget | usages.copySource;
    const all = Object.fromEntries(
      [...inputs, ...outputs].map((one) => [one.name, buffer(one.name, bytes(one), usage)]),
    );
    for (const one of inputs) {
      const words = wordsOf(one, given.data[one.name] as ArrayLike<number>, bytes(one));
      if (words.length > 0) device.queue.writeBuffer(all[one.name] as GPUBuffer, 0, words);
    }
    const values = program.parameters.filter(({ name }) => given.data[name] !== undefined);
    kernel.update(Object.fromEntries(values.map(({ name }) => [name, given.data[name] as ArrayLike<number>])));
    const encoder = device.createCommandEncoder({ label: 'lossmith run' });
    kernel.encode(encoder, all, given);
    const total = results.reduce((sum, one) => sum + bytes(one), 0);
    const staging = buffer('results', total, usages.mapRead | usages.copyTarget);
    let at = 0;
    for (const one of results) {
      const from = all[one.name] as GPUBuffer;
      if (bytes(one) > 0) encoder.copyBufferToBuffer(from, 0, staging, at, bytes(one));
      at += bytes(one);
    }
    device.queue.submit([encoder.finish()]);
    return staging;
  }

  async function read(staging: GPUBuffer, given: HostInputs): Promise<HostResults> {
    const size = results.reduce((sum, one) => sum + bytesOf(one, given), 0);
    await staging.mapAsync(1, 0, Math.max(4, size));
    const copy = staging.getMappedRange(0, Math.max(4, size)).slice(0);
    staging.unmap();
    let at = 0;
    return Object.fromEntries(
      results.map((one) => {
        const bytes = bytesOf(one, given);
        const part = numbersOf(one, copy.slice(at, at + bytes), countOf(one, given));
        at += bytes;
        return [one.name, part];
      }),
    );
  }

  async function guarded(given: HostInputs): Promise<HostResults> {
    state.check();
    await kernel.prepare(kernel.plan(given).shape);
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    let staging: GPUBuffer | undefined;
    try {
      staging = submit(given);
    } finally {
      const [invalid, memory] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
      // Buffers that could not be had must not be met again.
      if (memory !== null || invalid !== null || staging === undefined) release();
      if (memory !== null) state.fail(memoryError(memory.message));
      if (invalid !== null) state.fail(new LossmithDeviceError('validation', invalid.message, report));
      state.check();
    }
    try {
      return await read(staging, given);
    } finally {
      state.check();
    }
  }

  function release(): void {
    for (const one of buffers.values()) one.destroy();
    buffers.clear();
  }

  return {
    run(given) {
      const next = last.then(() => guarded(given));
      last = next.catch(() => undefined);
      return next;
    },
    dispose: release,
  };
}
