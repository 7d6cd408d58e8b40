import type { HostInputs, ProgramInput, QueuedExecutor } from '@lossmith/core/backend';
import { memoryError } from './device-state.js';
import { LossmithDeviceError, report } from './errors.js';
import { type HostBuffers, makeHostBuffers } from './host-buffers.js';
import { numbersIn, type Words, wordsOf } from './host-data.js';
import type { WgslBinding } from './module.js';
import type { ParameterBuffer } from './parameter-buffer.js';
import type { ProgramKernel } from './program-kernel.js';
import { bytesOf, countOf } from './sizes.js';

/** Results by name. */
type Results = Record<string, Float32Array<ArrayBuffer>>;

// GPUBufferUsage and GPUMapMode, globals that Node does not have.
const usages = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 };
const readMode = 1;

const inputsOf = ({ module }: ProgramKernel) => module.bindings.filter(({ role }) => role === 'input');

/** What an output of the program is read from: the gradient may lie over `predicted`. */
function resultsOf({ module, program }: ProgramKernel): readonly (readonly [name: string, binding: WgslBinding])[] {
  const named = (name: string) => module.bindings.find((one) => one.name === name && one.role !== 'call');
  const names = Object.keys(program.outputs).filter((name) => !(program.reduction !== 'none' && name === 'weight'));
  const bindingOf = (name: string) => module.bindings.find((one) => one.name === name && one.role === 'output') ?? named('predicted');
  return names.map((name) => [name, bindingOf(name) as WgslBinding] as const);
}

/** Runs a kernel over data of the host, in buffers of its own. One call at a time. */
class HostExecutor implements QueuedExecutor<Float32Array<ArrayBuffer>> {
  readonly array = Float32Array;
  readonly readsAtOnce = true;

  private readonly kernel: ProgramKernel;
  private readonly buffers: HostBuffers;
  private readonly parameters: ParameterBuffer;
  private readonly inputs;
  private readonly results;

  constructor(kernel: ProgramKernel) {
    this.kernel = kernel;
    this.buffers = makeHostBuffers(kernel.device);
    this.parameters = kernel.makeParameters();
    this.inputs = inputsOf(kernel);
    this.results = resultsOf(kernel);
  }

  async execute(call: HostInputs): Promise<Results> {
    const { kernel } = this;
    kernel.state.check();
    const words = this.inputs.map((binding) => wordsOf(binding, this.inputNamed(binding.name), call));
    const { rows } = kernel.split(call);
    if (kernel.isReady(rows)) return this.read(await this.submitted(call, words), call);
    // The data are those of now, and a shader may take its time.
    const copies = words.map((one) => one.slice());
    await kernel.prepare(rows);
    return this.read(await this.submitted(call, copies), call);
  }

  dispose(): void {
    this.buffers.release();
    this.kernel.dispose();
  }

  private inputNamed(wanted: string): ProgramInput {
    return this.kernel.program.inputs.find(({ name }) => name === wanted) as ProgramInput;
  }

  /** Submits a call, and gives where its results will be, once the device has nothing against it. */
  private async submitted(call: HostInputs, words: readonly Words[]): Promise<GPUBuffer> {
    const { device, state } = this.kernel;
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    let staging: GPUBuffer | undefined;
    try {
      staging = this.submit(call, words);
    } finally {
      const [invalid, memory] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
      // Buffers that could not be had must not be met again.
      if (memory !== null || invalid !== null || staging === undefined) this.buffers.release();
      if (memory !== null) state.fail(memoryError(memory.message));
      if (invalid !== null) state.fail(new LossmithDeviceError('validation', invalid.message, report));
      state.check();
    }
    return staging;
  }

  private submit(call: HostInputs, words: readonly Words[]): GPUBuffer {
    const { device, program } = this.kernel;
    const buffers = this.buffersFor(call);
    this.inputs.forEach(({ name }, k) => {
      const own = words[k] as Words;
      if (own.length > 0) device.queue.writeBuffer(buffers[name] as GPUBuffer, 0, own);
    });
    const names = program.parameters.map(({ name }) => name).filter((name) => call.data[name] !== undefined);
    this.parameters.update(Object.fromEntries(names.map((name) => [name, call.data[name] as ArrayLike<number>])));
    const encoder = device.createCommandEncoder({ label: 'lossmith run' });
    this.kernel.encode(encoder, buffers, call, this.parameters);
    const staging = this.buffers.of('results', this.resultBytes(call), usages.mapRead | usages.copyTarget);
    this.eachResult(call, (_, binding, at) => {
      const bytes = bytesOf(binding, call);
      if (bytes > 0) encoder.copyBufferToBuffer(buffers[binding.name] as GPUBuffer, 0, staging, at, bytes);
    });
    device.queue.submit([encoder.finish()]);
    return staging;
  }

  private buffersFor(call: HostInputs): Record<string, GPUBuffer> {
    const usage = usages.storage | usages.copyTarget | usages.copySource;
    const data = this.kernel.module.bindings.filter(({ role }) => role === 'input' || role === 'output');
    return Object.fromEntries(data.map((one) => [one.name, this.buffers.of(one.name, bytesOf(one, call), usage)]));
  }

  private resultBytes(call: HostInputs): number {
    return this.results.reduce((sum, [, binding]) => sum + bytesOf(binding, call), 0);
  }

  /** Results lie behind one another. */
  private eachResult(call: HostInputs, visit: (name: string, binding: WgslBinding, at: number) => void): void {
    let at = 0;
    for (const [name, binding] of this.results) {
      visit(name, binding, at);
      at += bytesOf(binding, call);
    }
  }

  private async read(staging: GPUBuffer, call: HostInputs): Promise<Results> {
    const size = Math.max(4, this.resultBytes(call));
    try {
      await staging.mapAsync(readMode, 0, size);
    } finally {
      this.kernel.state.check();
    }
    const bytes = staging.getMappedRange(0, size);
    const found: Results = {};
    this.eachResult(call, (name, binding, at) => {
      found[name] = numbersIn(binding, bytes, at, countOf(binding, call));
    });
    staging.unmap();
    return found;
  }
}

export const makeHostExecutor = (kernel: ProgramKernel): QueuedExecutor<Float32Array<ArrayBuffer>> => new HostExecutor(kernel);
