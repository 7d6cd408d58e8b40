import type { LossInputs } from '../data/loss-inputs.js';
import type { Loss } from '../losses/loss.js';
import type { OutputName } from '../programs/loss-outputs.js';
import type { Parameters } from '../programs/parameters.js';
import type { Program } from '../programs/program.js';
import type { Executor, ExecutorResults, KernelResults, Numbers } from './kernel.js';
import { kernelState, type PreparedCall } from './kernel-state.js';

/** A loss that runs by itself, elsewhere: on a device, in a session, in workers. */
export interface QueuedKernel<Output extends OutputName = OutputName, Array extends Numbers = Numbers> {
  /**
   * Loss and derivatives of the data as they are when it is called. `outputs` are arrays to write to, by name; they are returned in the place of new
   * ones. Runs of one kernel wait for each other.
   */
  run(inputs: LossInputs, outputs?: Readonly<Partial<Record<Output, Array>>>): Promise<KernelResults<Output, Array>>;
  /** Sets open parameters, for all runs begun from now on: by their path in the JSON of the loss, one number, or one per example. */
  update(parameters: Parameters): void;
  /** What open parameters have been set to. */
  readonly parameters: Parameters;
  /** Lets go of everything once the runs begun before are finished. Later calls throw. */
  dispose(): Promise<void>;
}

/** An executor that takes its time. */
export interface QueuedExecutor<Array extends Numbers> extends Executor<Array, Promise<ExecutorResults<Array>>> {
  /** Whether `execute` has read its data by the time it returns its promise; data are otherwise copied when `run` is called. */
  readonly readsAtOnce?: boolean;
}

const isShared = (buffer: ArrayBufferLike): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;

/** The call over copies of the caller's arrays, none of them shared with other threads. */
function owned<Call extends PreparedCall>(call: Call): Call {
  const copies = Object.entries(call.data).map(([name, values]) => {
    if (!ArrayBuffer.isView(values)) return [name, values] as const;
    const view = values as unknown as Float64Array;
    return [
      name,
      isShared(view.buffer) ? Reflect.construct(view.constructor as typeof Float64Array, [view]) : view.slice(),
    ] as const;
  });
  return { ...call, data: Object.fromEntries(copies) };
}

/** A kernel over an executor that gives promises: runs in turn, data taken when `run` is called, an end that waits for runs under way. */
export function queuedKernelOf<Output extends OutputName, Array extends Numbers>(
  loss: Loss,
  program: Program,
  executor: QueuedExecutor<Array>,
): QueuedKernel<Output, Array> {
  const state = kernelState<Output, Array>(loss, program, executor.array);
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let ended: Promise<void> | undefined;

  /** Runs a task after all before it, at once if there is none. */
  async function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = waiting === 0 ? task() : last.then(task);
    waiting += 1;
    last = result.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await result;
    } finally {
      waiting -= 1;
    }
  }

  return Object.freeze({
    async run(inputs: LossInputs, outputs?: Readonly<Partial<Record<Output, Array>>>) {
      const prepared = state.prepare(inputs, outputs);
      const call = waiting === 0 && executor.readsAtOnce === true ? prepared : owned(prepared);
      return state.finish(call, await inTurn(() => executor.execute(call)));
    },
    update: state.update,
    get parameters() {
      return state.parameters;
    },
    dispose() {
      if (state.end()) ended = inTurn(async () => executor.dispose());
      return ended as Promise<void>;
    },
  });
}
