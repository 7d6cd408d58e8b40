import type { LossInputs } from '../data/loss-inputs.js';
import type { Loss } from '../losses/loss.js';
import type { HostInputs } from '../programs/host-inputs.js';
import type { OutputName } from '../programs/loss-outputs.js';
import type { Parameters } from '../programs/parameters.js';
import type { Program } from '../programs/program.js';
import { kernelState } from './kernel-state.js';

/** Arrays of results. */
export type Numbers = Float32Array | Float64Array;

/** Results by name; `loss` has length 1 where it is reduced. */
export type KernelResults<Output extends OutputName = OutputName, Array extends Numbers = Numbers> = Readonly<
  Record<Output, Array>
>;

/** One call of a kernel, as an executor sees it: data checked and laid out, and arrays of the caller to write results to. */
export interface KernelCall<Array extends Numbers = Numbers> extends HostInputs {
  /** Results may be written to these; whatever an executor gives in their place is copied to them. */
  readonly outputs: Readonly<Partial<Record<OutputName, Array>>>;
}

/** What a backend does for a kernel; all else (checks, parameters, order, life cycle) is core's. */
export interface Executor<Array extends Numbers, Result> {
  /** The kind of array that results are. */
  readonly array: new (
    length: number,
  ) => Array;
  /** The results of one call, by name. */
  execute(call: KernelCall<Array>): Result;
  /** Lets go of what it holds; called once, when no call is under way. */
  dispose(): void | Promise<void>;
}

/** The results of an executor of the given kind of array. */
export type ExecutorResults<Array extends Numbers = Numbers> = Readonly<Partial<Record<string, Array>>>;

/** A loss that runs by itself, at once. */
export interface Kernel<Output extends OutputName = OutputName, Array extends Numbers = Numbers> {
  /** Loss and derivatives. `outputs` are arrays to write to, by name; they are returned in the place of new ones. */
  run(inputs: LossInputs, outputs?: Readonly<Partial<Record<Output, Array>>>): KernelResults<Output, Array>;
  /** Sets open parameters by their path in the JSON of the loss: one number, or one per example. */
  update(parameters: Parameters): void;
  /** What open parameters have been set to. */
  readonly parameters: Parameters;
  /** Lets go of everything. Later calls throw. */
  dispose(): void;
}

/**
 * A kernel over an executor that works at once. The program's outputs are what `run` gives; parameters that it leaves open are set by `update`. A call
 * that is refused leaves the kernel as it was.
 */
export function kernelOf<Output extends OutputName, Array extends Numbers>(
  loss: Loss,
  program: Program,
  executor: Executor<Array, ExecutorResults<Array>>,
): Kernel<Output, Array> {
  const state = kernelState<Output, Array>(loss, program, executor.array);
  return Object.freeze({
    run(inputs: LossInputs, outputs?: Readonly<Partial<Record<Output, Array>>>) {
      const call = state.prepare(inputs, outputs);
      return state.finish(call, executor.execute(call));
    },
    update: state.update,
    get parameters() {
      return state.parameters;
    },
    dispose() {
      if (state.end()) executor.dispose();
    },
  });
}
