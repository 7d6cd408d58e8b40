export * from '@lossmith/core';
export { pythonBackend } from './backend.js';
