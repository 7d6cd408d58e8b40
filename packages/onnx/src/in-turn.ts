import type { OrtRuntime } from './runtime.js';

/** Where the queue of each runtime ends. */
const ends = new WeakMap<object, Promise<unknown>>();

/** The native build alone: it runs any number of sessions at once. */
function isNative({ env }: OrtRuntime): boolean {
  const { versions = {} } = (env ?? {}) as { readonly versions?: { readonly node?: string; readonly web?: string } };
  return versions.node !== undefined && versions.web === undefined;
}

/**
 * Does something with a session of a runtime once all that was begun before is done, whichever session it was. The web build
 * keeps what a run is about on one stack while it waits, so that two at once break each other (1.30: 'failed to call
 * OrtRun()').
 */
export async function inTurn<Result>(runtime: OrtRuntime, task: () => Promise<Result>): Promise<Result> {
  if (isNative(runtime)) return task();
  const key = runtime.InferenceSession;
  const result = (ends.get(key) ?? Promise.resolve()).then(task);
  ends.set(
    key,
    result.catch(() => undefined),
  );
  return result;
}
