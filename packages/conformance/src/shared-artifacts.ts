import type { Loss } from '@lossmith/core';
import type { LossProgramOptions } from '@lossmith/core/backend';
import type { Batch, Compiled } from './harness.js';

export type Compile = (loss: Loss, options?: LossProgramOptions) => Promise<Compiled>;

/** Compiled losses, each lent to one user at a time. */
export interface SharedArtifacts {
  readonly compile: Compile;
  /** Disposes of all that are not in use. */
  release(): Promise<void>;
}

interface Idle {
  readonly loss: Loss;
  readonly key: string;
  readonly compiled: Compiled;
}

/** More than that are not kept: artifacts may hold memory that no garbage collector sees. */
const mostIdle = 32;
/** One that saw more numbers may hold large buffers. */
const mostNumbers = 100_000;

/**
 * Compiles as the given function does, but what is disposed of waits, and is lent again to whoever asks for the same loss with
 * the same options: more than half of what cases compile was compiled before, and for most backends that takes
 * longer than all runs. For cases that ask for numbers; whether compiling again gives the same is for others to ask.
 */
export function shareArtifacts(compile: Compile): SharedArtifacts {
  /** The one that was used last stands last. */
  let idle: Idle[] = [];

  const lend = ({ loss, key, compiled }: Idle): Compiled => {
    let large = false;
    const note = ({ examples, items }: Batch) => {
      large ||= examples * items > mostNumbers;
    };
    return {
      ...compiled,
      run: (batch, inputs) => {
        note(batch);
        return compiled.run(batch, inputs);
      },
      raw: (batch, inputs) => {
        note(batch);
        return compiled.raw(batch, inputs);
      },
      dispose: async () => {
        if (large) return compiled.dispose();
        idle.push({ loss, key, compiled });
        if (idle.length > mostIdle) await idle.shift()?.compiled.dispose();
      },
    };
  };

  return {
    compile: async (loss, options = {}) => {
      const key = JSON.stringify(options);
      const waiting = idle.find((one) => one.loss === loss && one.key === key);
      if (waiting === undefined) return lend({ loss, key, compiled: await compile(loss, options) });
      idle = idle.filter((one) => one !== waiting);
      return lend(waiting);
    },
    release: async () => {
      const all = idle;
      idle = [];
      for (const { compiled } of all) await compiled.dispose();
    },
  };
}
