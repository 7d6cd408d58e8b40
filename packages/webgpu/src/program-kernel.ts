import type { Program } from '@lossmith/core/backend';
import { type Binder, makeBinder } from './binder.js';
import type { Buffers } from './buffer-part.js';
import { type DeviceState, memoryError, watchDevice } from './device-state.js';
import { withErrorScope } from './error-scope.js';
import type { RowShape, WgslModule } from './module.js';
import { makeParameterBuffer, type ParameterBuffer } from './parameter-buffer.js';
import { checkedShader, makePipelines } from './pipelines.js';
import type { Sizes } from './sizes.js';
import { checkStorageBuffers } from './storage-buffers.js';
import type { WorkSplit } from './work-split.js';

type Target = GPUCommandEncoder | GPUComputePassEncoder;

/** A module on a device, ready to be encoded over buffers. */
export interface ProgramKernel {
  readonly device: GPUDevice;
  readonly module: WgslModule;
  readonly program: Program;
  readonly state: DeviceState;
  /** Compiles what data of that shape need; before it they cannot be encoded. */
  prepare(rows: RowShape): Promise<void>;
  /** Whether that is done. */
  isReady(rows: RowShape): boolean;
  /** How the work of a call is split. */
  split(sizes: Sizes): WorkSplit;
  /** Another buffer of numbers for open parameters, the defaults at first; it is destroyed with the kernel. */
  makeParameters(): ParameterBuffer;
  /** With the numbers that `parameters` has when commands are submitted; without it, the defaults. */
  encode(target: Target, buffers: Buffers, sizes: Sizes, parameters?: ParameterBuffer): void;
  dispose(): void;
}

const isPass = (target: Target): target is GPUComputePassEncoder => 'dispatchWorkgroups' in target;

function dispatch(pass: GPUComputePassEncoder, { groups, passes }: ReturnType<Binder['bind']>): void {
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
  const parameters: ParameterBuffer[] = [];
  const makeParameters = () => {
    const made = makeParameterBuffer(device, module, allocating);
    parameters.push(made);
    return made;
  };
  const defaults = makeParameters();
  const unused = program.unused ?? [];
  const binder = allocating(() => makeBinder({ device, module, unused, pipelines, allocating }));
  return Object.freeze({
    device,
    module,
    program,
    state,
    prepare: pipelines.prepare,
    isReady: pipelines.isReady,
    split: pipelines.split,
    makeParameters,
    encode(target: Target, buffers: Buffers, sizes: Sizes, own: ParameterBuffer = defaults) {
      state.check();
      const call = binder.bind(buffers, sizes, own.buffer());
      if (isPass(target)) return dispatch(target, call);
      const pass = target.beginComputePass({ label: 'lossmith' });
      dispatch(pass, call);
      pass.end();
    },
    dispose() {
      if (!state.dispose()) return;
      binder.dispose();
      for (const one of parameters) one.dispose();
    },
  });
}

/** Compiles a module. Throws `LossmithDeviceError` where the device is lost, or refuses the shader. */
export async function makeProgramKernel(
  device: GPUDevice,
  program: Program,
  module: WgslModule,
): Promise<ProgramKernel> {
  checkStorageBuffers(device, module);
  const state = watchDevice(device);
  const shader = await checkedShader(device, module);
  // A device that was lost before is known to be so by now, and has said nothing against the shader.
  state.check();
  return assembled(device, program, module, shader, state);
}

/** The same at once, for callers that cannot wait; what is wrong with the shader is told to the device alone. */
export function programKernelNow(device: GPUDevice, program: Program, module: WgslModule): ProgramKernel {
  checkStorageBuffers(device, module);
  const shader = device.createShaderModule({ code: module.code, label: 'lossmith' });
  return assembled(device, program, module, shader, watchDevice(device));
}
