import type { Backend, HostInputs, Precision } from '@lossmith/core/backend';
import type { KnownDeviation } from './deviations.js';

/** Results by name: one number per example (`gradient` and `hessian` of class losses: per class), or one where reduced. */
export type RunResults = Readonly<Record<string, ArrayLike<number>>>;

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
  /** Frees what an artifact holds, if it holds anything. */
  dispose?(artifact: Artifact): void | Promise<void>;
  /** Faults that cannot be removed, as data; one that is no longer needed fails. */
  readonly knownDeviations?: readonly KnownDeviation[] | undefined;
}
