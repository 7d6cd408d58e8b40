export * from '@lossmith/core';
export { compileTfjs, type TfjsLoss, type TfjsOptions, type TfjsParts } from './compile-tfjs.js';
export type { TfjsExecution } from './execution.js';
export type { TfjsReduction } from './reduction.js';
