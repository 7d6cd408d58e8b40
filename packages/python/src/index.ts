export * from '@lossmith/core';
export { compilePython, type PythonModule } from './compile-python.js';
export type { PythonOptions } from './options.js';
