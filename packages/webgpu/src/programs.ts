/** Programs on a GPU device, for adapters that run them on buffers of their own. Entry point '@lossmith/webgpu/programs'. */
export { type WgslArtifact, webgpuBackendFor } from './backend.js';
export type { BufferPart, Buffers } from './buffer-part.js';
export { partOfProgram } from './part-of-program.js';
export { type ProgramKernel, programKernelNow } from './program-kernel.js';
