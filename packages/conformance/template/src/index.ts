export * from '@lossmith/core';
export { type Artifact, backend } from './backend.js';
export { run } from './run.js';
