import type { Loss, LossInputs, Parameters } from '@lossmith/core';
import type { Backend, HostInputs, KernelOptions, LossProgramOptions, Precision } from '@lossmith/core/backend';
import type { KnownDeviation } from './deviations.js';
import type { NumberFormat } from './numbers.js';

/** Results by name: one number per example (`gradient` and `hessian` of class losses: per class), or one where reduced. */
export type RunResults = Readonly<Record<string, ArrayLike<number>>>;

/** A kernel as the kit uses it: what core's `kernelOf` makes, or `queuedKernelOf`. */
export interface TestedKernel {
  run(inputs: LossInputs, outputs?: RunOutputs): RunResults | Promise<RunResults>;
  update(parameters: Parameters): void;
  dispose(): void | Promise<void>;
}

/** A tensor as the kit hands it over: numbers row by row. Scores and weights are numbers of `precision`, labels Int32Array, masks Uint8Array. */
export interface TestedTensor {
  readonly data: Float32Array | Float64Array | Int32Array | Uint8Array;
  readonly shape: readonly number[];
}

/** What users of a tensor library or of a model call, for one loss. */
export interface TestedTensorLoss {
  run(tensors: Readonly<Record<string, TestedTensor>>): RunResults | Promise<RunResults>;
  dispose(): void | Promise<void>;
}

/** Arrays for results, by name. */
type RunOutputs = Readonly<Partial<Record<string, Float32Array | Float64Array>>>;

/** A backend under test, and the glue that runs what it emits. */
export interface Subject<Artifact = unknown> {
  // biome-ignore lint/suspicious/noExplicitAny: a backend's values and context are its own business
  readonly backend: Backend<any, any, Artifact | Promise<Artifact>>;
  /**
   * Runs an artifact over data on the host. A Lossmith error (see `checkHostInputs`) where they do not fit the program.
   * Called with typed arrays: scores and weights as Float32Array or Float64Array, labels as Int32Array, masks as Uint8Array.
   */
  run(artifact: Artifact, inputs: HostInputs): RunResults | Promise<RunResults>;
  /** Precision of the arithmetic; decides the bar. */
  readonly precision: Precision;
  /**
   * 'float16' where numbers go in and come out as such, whatever the arithmetic is: the kit then has the exact values at scores that are
   * float16 numbers, and allows half a unit of the last place of float16 in addition. Left out: `precision`.
   */
  readonly storage?: 'float16' | undefined;
  /** Frees what an artifact holds, if it holds anything. */
  dispose?(artifact: Artifact): void | Promise<void>;
  /** Makes a kernel, for a backend that has them: its results are arrays of `precision`. The level 'kernels' then tries their life. */
  createKernel?(loss: Loss, options: KernelOptions): TestedKernel | Promise<TestedKernel>;
  /**
   * Makes what users call with tensors, for a backend that has that. `run` hands its tensors on as they are: shapes that do not fit
   * each other have to be an error of what users call, not of the subject. The cases 'failures/nothing is broadcast: …' try it.
   */
  compileTensorLoss?(loss: Loss, options: LossProgramOptions): TestedTensorLoss | Promise<TestedTensorLoss>;
  /** Faults that cannot be removed, as data; one that is no longer needed fails. */
  readonly knownDeviations?: readonly KnownDeviation[] | undefined;
}

/** The kind of number in which results of a subject are. */
export const formatOf = ({ storage, precision }: Pick<Subject, 'storage' | 'precision'>): NumberFormat =>
  storage ?? precision;
