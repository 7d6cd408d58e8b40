import type { Loss } from '@lossmith/core';
import {
  type DefaultOutput,
  type Kernel,
  type KernelResults,
  kernelOf,
  type OutputName,
  type Precision,
} from '@lossmith/core/backend';
import { arrayType } from './allocation.js';
import { type Artifact, artifactOf } from './artifact.js';
import { programOf, type WasmOptions } from './options.js';
import type { Results } from './run-module.js';

/** The arrays of a kernel's results: Float32Arrays, or Float64Arrays where its data are float64. */
export type ArrayOf<Data extends Precision> = Data extends 'float64' ? Float64Array : Float32Array;

export const resultArray = <Data extends Precision>(data: Precision) =>
  arrayType(data) as unknown as new (
    length: number,
  ) => ArrayOf<Data>;

/** A loss that runs by itself. */
export type WasmKernel<Output extends OutputName = OutputName, Data extends Precision = Precision> = Kernel<
  Output,
  ArrayOf<Data>
>;

/** Results by name; `loss` has length 1 where it is reduced. */
export type WasmResults<Output extends OutputName = OutputName, Data extends Precision = Precision> = KernelResults<
  Output,
  ArrayOf<Data>
>;

/**
 * Compiles a loss to WebAssembly and runs it on typed arrays, in blocks, with as much memory as one block needs. Parameters are
 * open unless `parameters: 'constants'` is given. Where WebAssembly or its vectors are missing the reference evaluator does the work,
 * and the console says so once.
 */
export function createKernel<const Output extends OutputName = DefaultOutput, Data extends Precision = 'float32'>(
  loss: Loss,
  options: WasmOptions<Output, Data> = {},
): WasmKernel<Output, Data> {
  const { program, kind } = programOf(loss, options, 'inputs');
  let artifact: Artifact | undefined = artifactOf(program, kind.arithmetic);
  return kernelOf<Output, ArrayOf<Data>>(loss, program, {
    array: resultArray<Data>(kind.data),
    execute: (call) => (artifact as Artifact).run(call, call.outputs as Results) as WasmResults<Output, Data>,
    dispose: () => {
      artifact = undefined;
    },
  });
}
