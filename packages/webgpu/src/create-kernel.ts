import { type Loss, LossmithShapeError } from '@lossmith/core';
import {
  type DefaultOutput,
  disposedError,
  type OutputName,
  type QueuedKernel,
  queuedKernelOf,
} from '@lossmith/core/backend';
import type { BufferPart } from './buffer-part.js';
import { callSizes } from './call-sizes.js';
import { programAndModule, type WgslOptions } from './compile-wgsl.js';
import { LossmithDeviceError } from './errors.js';
import { makeHostExecutor } from './host-executor.js';
import type { WgslModule } from './module.js';
import { makeProgramKernel } from './program-kernel.js';

/** Numbers for parameters of the loss, by their path in its JSON: one for all, or one per example. */
export type KernelParameters = Readonly<Record<string, number | ArrayLike<number>>>;

/**
 * Buffers of one call by the names of inputs and outputs, whole or in part, with usage STORAGE: f32, or f16 if the kernel was made
 * so; labels and masks u32, weights and losses f32. `loss` has one number where it is reduced.
 */
export type KernelBuffers = {
  readonly [name in 'predicted' | 'target' | 'weight' | 'mask' | OutputName]?: BufferPart;
} & {
  /** The shape of predicted, classes last. Needed for class losses; without it all of `predicted` is taken. */
  readonly shape?: readonly number[];
};

/** A loss compiled for a GPU device. `run` takes arrays on the host, one run after the other. */
export interface WebgpuKernel<Output extends OutputName = OutputName>
  extends QueuedKernel<Output, Float32Array<ArrayBuffer>> {
  /** The shader and its buffers. */
  readonly module: WgslModule;
  /**
   * Adds the dispatches of one call to a command encoder or a compute pass. Nothing is read back, and calls over the same
   * buffers allocate nothing. It works with the parameters as they are when it is submitted. Throws for buffers that are missing,
   * too small, of the wrong usage, or read and written at once.
   */
  encode(target: GPUCommandEncoder | GPUComputePassEncoder, buffers: KernelBuffers): void;
}

function checkDevice(device: unknown): asserts device is GPUDevice {
  if (typeof (device as GPUDevice | undefined)?.createComputePipelineAsync === 'function') return;
  throw new LossmithDeviceError(
    'no-adapter',
    `createKernel needs a GPUDevice, got ${device === null ? 'null' : typeof device}`,
    'make one with requestDevice(), or adapter.requestDevice()',
  );
}

/** Parameters that have a number of their own for each example are as many as the examples of a call. */
function checkParameterCounts(parameters: KernelParameters, examples: number): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'number' || value.length === 1 || value.length === examples) continue;
    const advice = 'update them for as many examples as the call has';
    throw new LossmithShapeError(`parameters['${name}']`, [value.length], [examples], advice);
  }
}

/**
 * Compiles a loss for a device, which stays the caller's. Loss and gradient in one pass over the data; the reduction is by
 * default the mean. Parameters of the loss stay open for `update`; with `parameters: 'constants'` they are fixed, which is
 * faster. Shapes of rows other than short ones are compiled when they are first met. Throws `LossmithOptionError`, and
 * `LossmithDeviceError` where the device is lost or refuses the shader.
 */
export async function createKernel<const Output extends OutputName = DefaultOutput>(
  device: GPUDevice,
  loss: Loss,
  options: WgslOptions<Output> = {},
): Promise<WebgpuKernel<Output>> {
  checkDevice(device);
  const subgroups = device.features.has('subgroups');
  const { program, module } = programAndModule(loss, options, { parameters: 'inputs', subgroups });
  const kernel = await makeProgramKernel(device, program, module);
  await kernel.prepare('short');
  const { state } = kernel;
  const host = queuedKernelOf<Output, Float32Array<ArrayBuffer>>(loss, program, makeHostExecutor(kernel));
  const encoded = kernel.makeParameters();
  state.check();
  let disposed = false;

  return Object.freeze({
    module,
    run: host.run,
    get parameters() {
      return host.parameters;
    },
    encode(target: GPUCommandEncoder | GPUComputePassEncoder, { shape, ...buffers }: KernelBuffers) {
      if (disposed) throw disposedError();
      state.check();
      const sizes = callSizes(loss, module, buffers, shape);
      checkParameterCounts(host.parameters, sizes.examples);
      kernel.encode(target, buffers, sizes, encoded);
    },
    update(changes: KernelParameters) {
      if (!disposed) state.check();
      host.update(changes);
      encoded.update(host.parameters);
    },
    dispose() {
      disposed = true;
      return host.dispose();
    },
  });
}
