export * from '@lossmith/core';
export { wasmBackend } from './wasm-backend.js';
