import type { LossInputs } from '../data/loss-inputs.js';
import type { Loss } from '../losses/loss.js';
import type { OutputName } from '../programs/loss-outputs.js';
import type { Parameters } from '../programs/parameters.js';
import type { Program } from '../programs/program.js';
import type { Executor, ExecutorResults, KernelCall, KernelResults, Numbers } from './kernel.js';
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

function copyOf(values: ArrayLike<number>): ArrayLike<number> {
  if (!ArrayBuffer.isView(values)) return values;
  const view = values as unknown as Float64Array;
  return isShared(view.buffer) ? Reflect.construct(view.constructor as typeof Float64Array, [view]) : view.slice();
}

/**
 * The call over copies of the caller's arrays, none of them shared with other threads. An executor that reads at once needs none; but targets that are
 * none are looked for when results are there, among the targets as they were.
 */
function owned(loss: Loss, call: PreparedCall, readAtOnce: boolean): PreparedCall {
  if (readAtOnce && loss.expressions.valid === undefined) return call;
  const copies = new Map<ArrayLike<number>, ArrayLike<number>>();
  const taken = (name: string, values: ArrayLike<number>): ArrayLike<number> => {
    if (readAtOnce && name === 'predicted') return values;
    const copy = copies.get(values) ?? copyOf(values);
    copies.set(values, copy);
    return copy;
  };
  const takenAll = (data: KernelCall['data']): KernelCall['data'] =>
    Object.fromEntries(Object.entries(data).map(([name, values]) => [name, taken(name, values)]));
  const prepared = { ...call.prepared, data: takenAll(call.prepared.data) };
  return { ...call, data: readAtOnce ? call.data : takenAll(call.data), prepared };
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
      const call = owned(loss, prepared, waiting === 0 && executor.readsAtOnce === true) as PreparedCall<Array>;
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
