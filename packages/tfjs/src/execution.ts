import { LossmithOptionError } from '@lossmith/core';
import type { Backend } from '@lossmith/core/backend';
import { hasVectors } from '@lossmith/wasm/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type TfjsArtifact, tfjsBackend } from './tfjs-backend.js';
import { multiplyOnHost, tfjsWasmBackend } from './wasm-backend.js';

/**
 * 'ops': operations of tfjs, on any backend. 'wasm': a WebAssembly module per program, over the data of tensors. 'auto': the
 * latter on tfjs' backends 'cpu' and 'wasm', where vectors of WebAssembly are there, the former elsewhere.
 */
export type TfjsExecution = 'auto' | 'ops' | 'wasm';

/** How programs run on the tfjs backend in use: what makes functions of tensors of them. */
export interface Executor {
  readonly backend: Backend<unknown, unknown, TfjsArtifact>;
  /** Whether sums over all examples are better left to its programs. */
  readonly sums: boolean;
  /** Entries of a tensor [rows, classes, 1] times a number each row, or one for all. */
  multiply(x: tf.Tensor, factor: tf.Tensor): tf.Tensor;
}

const executions: readonly unknown[] = ['auto', 'ops', 'wasm'] satisfies TfjsExecution[];

export function checkExecution(value: unknown): TfjsExecution {
  if (executions.includes(value)) return value as TfjsExecution;
  throw new LossmithOptionError('execution', `${JSON.stringify(value)} is unknown`, "use 'auto', 'ops' or 'wasm'");
}

/** Backends of tfjs whose data lie in memory, where reading them waits for nothing. */
const onHost = ['cpu', 'wasm'];

export function executorFor(runtime: string, execution: TfjsExecution): Executor {
  const byWasm = execution === 'wasm' || (execution === 'auto' && onHost.includes(runtime) && hasVectors());
  if (byWasm) return { backend: tfjsWasmBackend(runtime), sums: true, multiply: multiplyOnHost };
  return { backend: tfjsBackend(runtime) as Executor['backend'], sums: false, multiply: tf.mul };
}
