import { LossmithOptionError } from '@lossmith/core';
import { type Backend, describeValue } from '@lossmith/core/backend';
import { hasVectors } from '@lossmith/wasm/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type TfjsArtifact, tfjsBackend } from './tfjs-backend.js';
import { multiplyOnHost, tfjsWasmBackend } from './wasm-backend.js';

/** How programs run on the tfjs backend in use: what makes functions of tensors of them. */
export interface ProgramRunner {
  readonly backend: Backend<unknown, unknown, TfjsArtifact>;
  /** Whether sums over all examples are better left to its programs. */
  readonly sums: boolean;
  /** Entries of a tensor [examples, items, 1] times a number each example, or one for all. */
  multiply(x: tf.Tensor, factor: tf.Tensor): tf.Tensor;
}

/** A way to run programs that comes from an entry of its own, so that only bundles that use it hold it. Plain data. */
export interface TfjsExecutionEntry {
  readonly type: 'lossmith.tfjsExecution';
  readonly version: 1;
  readonly name: string;
  /** Runs programs on the tfjs backend in use, which has that name; undefined where it is not for that backend. */
  runnerFor(runtime: string): ProgramRunner | undefined;
}

/**
 * 'ops': operations of tfjs, on any backend. 'wasm': a WebAssembly module per program, over the data of tensors. 'auto': 'wasm'
 * on the backends 'cpu' and 'wasm', where vectors of WebAssembly are there, and 'ops' elsewhere. `webgpu` of '@lossmith/tfjs/webgpu':
 * a compute shader per program on tfjs' webgpu backend, and as 'auto' on others.
 */
export type TfjsExecution = 'auto' | 'ops' | 'wasm' | TfjsExecutionEntry;

const names: readonly unknown[] = ['auto', 'ops', 'wasm'];
const asEntry = "import { webgpu } from '@lossmith/tfjs/webgpu' and give execution: webgpu";

const isEntry = (value: unknown): value is TfjsExecutionEntry => {
  const { type, version } = (value ?? {}) as Partial<TfjsExecutionEntry>;
  return type === 'lossmith.tfjsExecution' && version === 1;
};

export function checkExecution(value: unknown): TfjsExecution {
  if (names.includes(value) || isEntry(value)) return value as TfjsExecution;
  if (value === 'webgpu') throw new LossmithOptionError('execution', "'webgpu' is an entry of its own", asEntry);
  const advice = "use 'auto', 'ops', 'wasm', or webgpu of '@lossmith/tfjs/webgpu'";
  throw new LossmithOptionError('execution', `${describeValue(value)} is unknown`, advice);
}

/** Backends of tfjs whose data lie in memory, where reading them waits for nothing. */
const onHost = ['cpu', 'wasm'];

/** What runs programs on the tfjs backend in use, which has that name. */
export function runnerFor(runtime: string, execution: TfjsExecution): ProgramRunner {
  const own = isEntry(execution) ? execution.runnerFor(runtime) : undefined;
  if (own !== undefined) return own;
  const byWasm = execution === 'wasm' || (execution !== 'ops' && onHost.includes(runtime) && hasVectors());
  if (byWasm) return { backend: tfjsWasmBackend(runtime), sums: true, multiply: multiplyOnHost };
  return { backend: tfjsBackend(runtime) as ProgramRunner['backend'], sums: false, multiply: tf.mul };
}
