export * from '@lossmith/core';
export { webgpuBackend, type WgslArtifact } from './backend.js';
export { makeHostKernel } from './host-kernel.js';
export { makeProgramKernel } from './program-kernel.js';
