import type { Backend, Precision } from '@lossmith/core/backend';
import { type Artifact, artifactOf } from './artifact.js';
import type { Code } from './encoding.js';
import { type Context, loweringsOf } from './lowerings.js';

/** What results and arithmetic are. With 'float32' arithmetic is float32's where that is enough, and float64's elsewhere. */
export interface WasmKind {
  /** Of data and results. */
  readonly data: Precision;
  readonly arithmetic: Precision;
}

const nameOf = ({ data, arithmetic }: WasmKind) => {
  if (data === 'float64') return 'wasm (float64 data)';
  return arithmetic === 'float32' ? 'wasm' : 'wasm (float64 arithmetic)';
};

/** WebAssembly with 128-bit vectors as a backend. */
export function wasmBackend(kind: WasmKind): Backend<Code, Context, Artifact> {
  return {
    contract: 1,
    name: nameOf(kind),
    arithmetic: 'float64',
    lowerings: loweringsOf(kind),
    emit: artifactOf,
  };
}
