/** For adapters that run programs this way inside another library. Entry point '@lossmith/wasm/backend'. */
export type { Artifact as WasmArtifact } from './artifact.js';
export { hasVectors } from './support.js';
export { type WasmKind, wasmBackend } from './wasm-backend.js';
