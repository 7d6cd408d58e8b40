import type { Loss, LossInputs } from '@lossmith/core';
import {
  checkLengths,
  type DefaultOutput,
  disposedError,
  examplesIn,
  type Kernel,
  type KernelResults,
  kernelOf,
  type OutputName,
  type Precision,
  sizeOf,
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

/** Data of a loss in arrays of one kind; target, weight and mask where the kernel takes them. */
export interface AllocatedInputs<Data extends Precision = Precision> extends LossInputs {
  readonly predicted: ArrayOf<Data>;
  readonly target: ArrayOf<Data>;
  readonly weight?: ArrayOf<Data>;
  readonly mask?: ArrayOf<Data>;
  readonly shape: readonly number[];
}

/** Arrays in a kernel's own memory: `kernel.run(inputs, outputs)` copies nothing. A reduced loss, one number, is none of them. */
export interface AllocatedArrays<Output extends OutputName = OutputName, Data extends Precision = Precision> {
  readonly inputs: AllocatedInputs<Data>;
  readonly outputs: Readonly<
    Record<Exclude<Output, 'loss'>, ArrayOf<Data>> & Partial<Record<Extract<Output, 'loss'>, ArrayOf<Data>>>
  >;
}

/** A loss that runs by itself. */
export interface WasmKernel<Output extends OutputName = OutputName, Data extends Precision = Precision>
  extends Kernel<Output, ArrayOf<Data>> {
  /**
   * Arrays for predictions of a shape, and for all else that a call reads and writes, in memory that the kernel works on: fill them, and `run` copies nothing. They stay
   * valid until the kernel is disposed of; after that, and after another `allocate`, they are arrays like any others. Leading parts of inputs (`subarray`)
   * are used in place too. Throws `LossmithError` where there is not so much memory.
   */
  allocate(shape: readonly number[]): AllocatedArrays<Output, Data>;
}

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
  const program = programOf(loss, options, 'inputs');
  let artifact: Artifact | undefined = artifactOf(program);
  const kernel = kernelOf<Output, ArrayOf<Data>>(loss, program, {
    array: resultArray<Data>(program.precision),
    execute: (call) => (artifact as Artifact).compute(call, call.outputs as Results) as WasmResults<Output, Data>,
    dispose: () => {
      artifact = undefined;
    },
  });
  return Object.freeze({
    run: kernel.run,
    update: kernel.update,
    dispose: kernel.dispose,
    get parameters() {
      return kernel.parameters;
    },
    allocate(shape: readonly number[]) {
      if (artifact === undefined) throw disposedError();
      const lengths = checkLengths(shape, [1024, ...(loss.axes === '' ? [] : [loss.items ?? 10])]);
      const { exampleShape, items } = examplesIn(loss, lengths);
      const { inputs, outputs } = artifact.lend(sizeOf(exampleShape), items);
      return Object.freeze({ inputs: Object.freeze({ ...inputs, shape: lengths }), outputs }) as AllocatedArrays<
        Output,
        Data
      >;
    },
  });
}
