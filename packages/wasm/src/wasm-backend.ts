import type { Backend, Precision, Program } from '@lossmith/core/backend';
import { type Artifact, artifactOf } from './artifact.js';
import type { Code } from './encoding.js';
import { f32x4, f64x2 } from './lanes.js';
import { type Context, loweringsFor } from './lowerings.js';

/** What results and arithmetic are. */
export interface WasmKind {
  /** Of data and results. */
  readonly data: Precision;
  readonly arithmetic: Precision;
}

const nameOf = ({ data, arithmetic }: WasmKind) => {
  if (data === 'float64') return 'wasm (float64 data)';
  return arithmetic === 'float64' ? 'wasm' : 'wasm (float32 arithmetic)';
};

/** WebAssembly with 128-bit vectors as a backend. */
export function wasmBackend(kind: WasmKind): Backend<Code, Context, Artifact> {
  return {
    contract: 1,
    name: nameOf(kind),
    arithmetic: kind.arithmetic,
    lowerings: loweringsFor(kind.arithmetic === 'float64' ? f64x2 : f32x4, kind.data),
    emit: (program: Program) => artifactOf(program, kind.arithmetic),
  };
}
