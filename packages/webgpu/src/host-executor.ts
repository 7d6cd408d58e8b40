import type { HostInputs, ProgramInput, QueuedExecutor } from '@lossmith/core/backend';
import { memoryError } from './device-state.js';
import { LossmithDeviceError, report } from './errors.js';
import { type HostBuffers, makeHostBuffers } from './host-buffers.js';
import { numbersIn, type Words, wordsOf } from './host-data.js';
import { isData, type WgslBinding } from './module.js';
import type { ProgramKernel } from './program-kernel.js';
import { bytesOf, countOf } from './sizes.js';

/** Results by name. */
type Results = Record<string, Float32Array<ArrayBuffer>>;

/** What an output of the program is read from. */
type Source = readonly [name: string, binding: WgslBinding];

// GPUBufferUsage and GPUMapMode are globals that Node does not have.
const dataUsage = 0x80 | 0x8 | 0x4; // STORAGE | COPY_DST | COPY_SRC
const stagingUsage = 0x8 | 0x1; // COPY_DST | MAP_READ
const readMode = 0x1; // READ

/** The gradient may lie over `predicted`. */
function sourcesOf({ module, program }: ProgramKernel): readonly Source[] {
  const { bindings } = module;
  const bindingOf = (wanted: string) =>
    bindings.find(({ name, role }) => name === wanted && role === 'output') ??
    bindings.find(({ name }) => name === 'predicted');
  const names = Object.keys(program.outputs).filter((name) => program.reduction === 'none' || name !== 'weight');
  return names.map((name) => [name, bindingOf(name) as WgslBinding]);
}

/** Results behind one another: visits each with its place, and gives the bytes of all. */
function eachResult(
  sources: readonly Source[],
  call: HostInputs,
  visit: (source: Source, at: number) => void = () => undefined,
): number {
  return sources.reduce((at, source) => {
    visit(source, at);
    return at + bytesOf(source[1], call);
  }, 0);
}

/** Does work that gives a buffer, once the device has nothing against it. */
async function checked(
  { device, state }: ProgramKernel,
  buffers: HostBuffers,
  work: () => GPUBuffer,
): Promise<GPUBuffer> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let made: GPUBuffer | undefined;
  try {
    made = work();
  } finally {
    const [invalid, memory] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
    // Buffers that could not be had must not be met again.
    if (memory !== null || invalid !== null || made === undefined) buffers.release();
    if (memory !== null) state.fail(memoryError(memory.message));
    if (invalid !== null) state.fail(new LossmithDeviceError('validation', invalid.message, report));
    state.check();
  }
  return made;
}

async function read(
  { state }: ProgramKernel,
  staging: GPUBuffer,
  sources: readonly Source[],
  call: HostInputs,
): Promise<Results> {
  const size = Math.max(4, eachResult(sources, call));
  await staging.mapAsync(readMode, 0, size).finally(state.check);
  const bytes = staging.getMappedRange(0, size);
  const found: Results = {};
  eachResult(sources, call, ([name, binding], at) => {
    found[name] = numbersIn(binding, bytes, at, countOf(binding, call));
  });
  staging.unmap();
  return found;
}

/** Runs a kernel over data of the host, in buffers of its own that grow with the data. One call at a time. */
export function makeHostExecutor(kernel: ProgramKernel): QueuedExecutor<Float32Array<ArrayBuffer>> {
  const { device, module, program } = kernel;
  const buffers = makeHostBuffers(device);
  const parameters = kernel.makeParameters();
  const data = module.bindings.filter(isData);
  const inputs = data.filter(({ role }) => role === 'input');
  const sources = sourcesOf(kernel);
  const inputNamed = (wanted: string) => program.inputs.find(({ name }) => name === wanted) as ProgramInput;

  /** Submits a call, and gives where its results will be. */
  function submit(call: HostInputs, words: readonly Words[]): GPUBuffer {
    const all = Object.fromEntries(data.map((one) => [one.name, buffers.of(one.name, bytesOf(one, call), dataUsage)]));
    inputs.forEach(({ name }, k) => {
      const own = words[k] as Words;
      if (own.length > 0) device.queue.writeBuffer(all[name] as GPUBuffer, 0, own);
    });
    parameters.update(call.data);
    const encoder = device.createCommandEncoder({ label: 'lossmith run' });
    kernel.encode(encoder, all, call, parameters);
    const staging = buffers.of('results', eachResult(sources, call), stagingUsage);
    eachResult(sources, call, ([, binding], at) => {
      const bytes = bytesOf(binding, call);
      if (bytes > 0) encoder.copyBufferToBuffer(all[binding.name] as GPUBuffer, 0, staging, at, bytes);
    });
    device.queue.submit([encoder.finish()]);
    return staging;
  }

  return {
    array: Float32Array,
    readsAtOnce: true,
    async execute(call) {
      kernel.state.check();
      let words = inputs.map((binding) => wordsOf(binding, inputNamed(binding.name), call));
      const { rows } = kernel.split(call);
      if (!kernel.isReady(rows)) {
        // The data are those of now, and the compiler takes its time.
        words = words.map((one) => one.slice());
        await kernel.prepare(rows);
      }
      const staging = await checked(kernel, buffers, () => submit(call, words));
      return read(kernel, staging, sources, call);
    },
    dispose() {
      buffers.release();
      kernel.dispose();
    },
  };
}
