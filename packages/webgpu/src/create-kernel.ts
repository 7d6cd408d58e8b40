import { type Loss, type LossInputs, LossmithShapeError } from '@lossmith/core';
import {
  checkKernelOutputs,
  kernelInputs,
  type OutputName,
  refuseTargets,
  updatedParameters,
} from '@lossmith/core/backend';
import type { BufferPart } from './binder.js';
import { callSizes } from './call-sizes.js';
import { programAndModule, type WgslOptions } from './compile-wgsl.js';
import { LossmithDeviceError } from './errors.js';
import { type HostResults, makeHostKernel } from './host-kernel.js';
import type { WgslModule } from './module.js';
import { makeProgramKernel } from './program-kernel.js';

/** Numbers for parameters of the loss, by their path in its JSON: one for all, or one per example. */
export type KernelParameters = Readonly<Record<string, number | ArrayLike<number>>>;

/**
 * Buffers of one call, whole or in part, with usage STORAGE: f32, or f16 if the kernel was made so; labels and masks u32, weights
 * and losses f32. `loss` has one number where it is reduced.
 */
export type KernelBuffers = {
  readonly [name in 'predicted' | 'target' | 'weight' | 'mask' | OutputName]?: BufferPart;
} & {
  /** The shape of predicted, classes last. Needed for class losses; without it all of `predicted` is taken. */
  readonly shape?: readonly number[];
};

/** A loss compiled for a GPU device. */
export interface WebgpuKernel {
  /** The shader and its buffers. */
  readonly module: WgslModule;
  /**
   * Adds the dispatches of one call to a command encoder or a compute pass. Nothing is read back, and calls over the same
   * buffers allocate nothing. Throws for buffers that are missing, too small, or of the wrong usage.
   */
  encode(target: GPUCommandEncoder | GPUComputePassEncoder, buffers: KernelBuffers): void;
  /** Over arrays on the host; `outputs` are written to in place and returned. One run after the other, in order. */
  run(inputs: LossInputs, outputs?: Partial<Record<OutputName, Float32Array<ArrayBuffer>>>): Promise<HostResults>;
  /** New numbers for open parameters, for all that is submitted from now on. Those left out stay as they are. */
  update(parameters: KernelParameters): void;
  /** Frees the buffers of the kernel; what is submitted goes on. Every later call throws. */
  dispose(): void;
}

function writeOver(results: HostResults, outputs: Partial<Record<string, Float32Array<ArrayBuffer>>>): HostResults {
  const written = Object.entries(results).map(([name, values]) => {
    const given = outputs[name];
    if (given === undefined) return [name, values] as const;
    given.set(values);
    return [name, given] as const;
  });
  return Object.fromEntries(written);
}

function checkDevice(device: unknown): asserts device is GPUDevice {
  if (typeof (device as GPUDevice | undefined)?.createComputePipelineAsync === 'function') return;
  throw new LossmithDeviceError(
    'no-adapter',
    `createKernel needs a GPUDevice, got ${device === null ? 'null' : typeof device}`,
    'make one with requestDevice(), or adapter.requestDevice()',
  );
}

const asList = (value: number | ArrayLike<number>): ArrayLike<number> => (typeof value === 'number' ? [value] : value);

/** Examples whose parameters have numbers of their own; undefined where one serves for all. */
const parameterRows = (parameters: KernelParameters) =>
  Object.values(parameters).find((value): value is ArrayLike<number> => asList(value).length !== 1)?.length;

/**
 * Compiles a loss for a device, which stays the caller's. Loss and gradient in one pass over the data; the reduction is by
 * default the mean. Parameters of the loss stay open for `update`; with `parameters: 'constants'` they are fixed, which is
 * faster. Shapes of rows other than short ones are compiled when they are first met. Throws `LossmithOptionError`, and `LossmithDeviceError` where the device is lost or refuses the shader.
 */
export async function createKernel(device: GPUDevice, loss: Loss, options: WgslOptions = {}): Promise<WebgpuKernel> {
  checkDevice(device);
  const subgroups = options.subgroups ?? device.features.has('subgroups');
  const { program, module } = programAndModule(loss, { ...options, subgroups }, 'inputs');
  const kernel = await makeProgramKernel(device, program, module);
  await kernel.prepare('short');
  const host = makeHostKernel(kernel);
  const { state } = kernel;
  state.check();
  let parameters: KernelParameters = {};

  return Object.freeze({
    module,
    encode(target: GPUCommandEncoder | GPUComputePassEncoder, { shape, ...buffers }: KernelBuffers) {
      state.check();
      const sizes = callSizes(loss, module, buffers, shape);
      const own = parameterRows(parameters);
      if (own !== undefined && own !== sizes.examples)
        throw new LossmithShapeError(
          'parameters',
          [own],
          [sizes.examples],
          'update them for as many examples as the call has',
        );
      kernel.encode(target, buffers, sizes);
    },
    async run(inputs: LossInputs, outputs: Partial<Record<OutputName, Float32Array<ArrayBuffer>>> = {}) {
      state.check();
      const given = kernelInputs(loss, program, inputs, parameters);
      checkKernelOutputs(program, given, outputs);
      const found = await host.run(given);
      refuseTargets(loss, given, found);
      return writeOver(found, outputs);
    },
    update(given: KernelParameters) {
      state.check();
      parameters = updatedParameters(loss, program, parameters, given);
      kernel.update(Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, asList(value)])));
    },
    dispose() {
      host.dispose();
      kernel.dispose();
    },
  });
}
