export * from '@lossmith/core';
export { compileWasm, type WasmModule } from './compile-wasm.js';
export { createKernel, type WasmKernel, type WasmResults } from './create-kernel.js';
export { createKernelPool, type PoolOptions, type WasmKernelPool } from './create-kernel-pool.js';
export type { MemoryRegion } from './memory-layout.js';
export type { WasmOptions } from './options.js';
export type { WebWorker } from './port.js';
