import type { Program } from '@lossmith/core/backend';
import { type Binder, type Buffers, makeBinder } from './binder.js';
import { type DeviceState, memoryError, watchDevice } from './device-state.js';
import { withErrorScope } from './error-scope.js';
import type { RowShape, WgslModule } from './module.js';
import { makeParameters, type ParameterValues } from './parameter-buffer.js';
import { checkedShader, makePipelines } from './pipelines.js';
import type { Sizes } from './sizes.js';
import type { WorkSplit } from './work-split.js';

/** A module on a device, ready to be encoded over buffers. */
export interface ProgramKernel {
  readonly device: GPUDevice;
  readonly module: WgslModule;
  readonly program: Program;
  readonly state: DeviceState;
  /** Compiles what data of that shape need; before it they cannot be encoded. */
  prepare(shape: RowShape): Promise<void>;
  /** How the work of a call is split. */
  split(sizes: Sizes): WorkSplit;
  encode(target: GPUCommandEncoder | GPUComputePassEncoder, buffers: Buffers, sizes: Sizes): void;
  /** Numbers for open parameters, for all that is submitted from now on. */
  update(values: ParameterValues): void;
  dispose(): void;
}

const isPass = (target: GPUCommandEncoder | GPUComputePassEncoder): target is GPUComputePassEncoder =>
  'dispatchWorkgroups' in target;

function dispatch(pass: GPUComputePassEncoder, binder: Binder, buffers: Buffers, sizes: Sizes): void {
  const { groups, passes } = binder.bind(buffers, sizes);
  for (const { pipeline, bindGroup, groups: extent } of passes) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(extent === 'one' ? 1 : groups);
  }
}

function assembled(
  device: GPUDevice,
  program: Program,
  module: WgslModule,
  shader: GPUShaderModule,
  state: DeviceState,
): ProgramKernel {
  const pipelines = makePipelines(device, module, shader, state);
  const noMemory = (message: string) => state.fail(memoryError(message));
  const allocating = <T>(work: () => T): T => withErrorScope(device, 'out-of-memory', work, noMemory);
  const parameters = allocating(() => makeParameters(device, module));
  const binder = allocating(() => makeBinder(device, module, pipelines, parameters, allocating));
  return Object.freeze({
    device,
    module,
    program,
    state,
    prepare: pipelines.prepare,
    split: pipelines.split,
    encode(target: GPUCommandEncoder | GPUComputePassEncoder, buffers: Buffers, sizes: Sizes) {
      state.check();
      if (isPass(target)) return dispatch(target, binder, buffers, sizes);
      const pass = target.beginComputePass({ label: 'lossmith' });
      dispatch(pass, binder, buffers, sizes);
      pass.end();
    },
    update(values: ParameterValues) {
      state.check();
      allocating(() => parameters.update(values));
    },
    dispose() {
      if (!state.dispose()) return;
      binder.dispose();
      parameters.dispose();
    },
  });
}

/** Compiles a module. Throws `LossmithDeviceError` where the device is lost, or refuses the shader. */
export async function makeProgramKernel(
  device: GPUDevice,
  program: Program,
  module: WgslModule,
): Promise<ProgramKernel> {
  const state = watchDevice(device);
  const shader = await checkedShader(device, module);
  // A device that was lost before is known to be so by now, and has said nothing against the shader.
  state.check();
  return assembled(device, program, module, shader, state);
}

/** The same at once, for callers that cannot wait; what is wrong with the shader is told to the device alone. */
export function programKernelNow(device: GPUDevice, program: Program, module: WgslModule): ProgramKernel {
  const shader = device.createShaderModule({ code: module.code, label: 'lossmith' });
  return assembled(device, program, module, shader, watchDevice(device));
}
