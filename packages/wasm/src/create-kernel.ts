import type { Loss, LossInputs, Parameters } from '@lossmith/core';
import {
  checkKernelOutputs,
  disposedError,
  type KernelInputs,
  kernelInputs,
  type OutputName,
  refuseTargets,
  updatedParameters,
} from '@lossmith/core/backend';
import type { Numbers } from './allocation.js';
import { type Artifact, artifactOf } from './artifact.js';
import { programOf, type WasmOptions } from './options.js';

/** Results by name, Float32Array or Float64Array as the kernel's data are; `loss` has length 1 where it is reduced. */
export type KernelResults = Readonly<Partial<Record<OutputName, Numbers>>>;

/** A loss that runs by itself. */
export interface WasmKernel {
  /** Loss and derivatives. `outputs` are arrays to write to, by name; they are returned in place of new ones. */
  run(inputs: LossInputs, outputs?: KernelResults): KernelResults;
  /** Sets open parameters by their path in the JSON of the loss: one number, or one per example. */
  update(parameters: Parameters): void;
  /** Lets go of the module and its memory. */
  dispose(): void;
}

/** What kernels of one thread and of several have in common: parameters, checks before and after a run. */
export interface KernelState {
  readonly artifact: Artifact;
  /** Data checked and laid out. */
  prepare(inputs: LossInputs, outputs: KernelResults): KernelInputs;
  /** Results, after targets that are none have been refused. */
  finish(inputs: KernelInputs, results: KernelResults): KernelResults;
  update(parameters: Parameters): void;
  dispose(): void;
}

export function kernelState(loss: Loss, options: WasmOptions, more: readonly string[] = []): KernelState {
  const { program, kind } = programOf(loss, options, 'inputs', more);
  let artifact: Artifact | undefined = artifactOf(program, kind.arithmetic);
  let parameters: Parameters = {};
  const alive = (): Artifact => {
    if (artifact === undefined) throw disposedError();
    return artifact;
  };
  return {
    get artifact() {
      return alive();
    },
    prepare(inputs, outputs) {
      alive();
      const prepared = kernelInputs(loss, program, inputs, parameters);
      checkKernelOutputs(program, prepared, outputs as Readonly<Record<string, Numbers>>);
      return prepared;
    },
    finish(inputs, results) {
      if (loss.expressions.valid !== undefined)
        refuseTargets(loss, inputs, results as Readonly<Record<string, Numbers>>);
      return results;
    },
    update(changes) {
      alive();
      parameters = updatedParameters(loss, program, parameters, changes);
    },
    dispose() {
      artifact = undefined;
    },
  };
}

/**
 * Compiles a loss to WebAssembly and runs it on typed arrays, in blocks, with as much memory as one block needs. Parameters are
 * open unless `parameters: 'constants'` is given. Where WebAssembly or its vectors are missing the reference evaluator does the work,
 * and the console says so once.
 */
export function createKernel(loss: Loss, options: WasmOptions = {}): WasmKernel {
  const state = kernelState(loss, options);
  return {
    run(inputs, outputs = {}) {
      const prepared = state.prepare(inputs, outputs);
      return state.finish(prepared, state.artifact.run(prepared, outputs as Readonly<Record<string, Numbers>>));
    },
    update: (parameters) => state.update(parameters),
    dispose: () => state.dispose(),
  };
}
