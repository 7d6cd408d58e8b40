export * from '@lossmith/core';
export { compilePython, type PythonModule } from './compile-python.js';
export type { Library } from './dialect.js';
export type { PythonOptions } from './options.js';
