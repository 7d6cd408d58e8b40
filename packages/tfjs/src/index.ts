export * from '@lossmith/core';
export {
  compileTfjs,
  type ReducedTensor,
  type TfjsInputs,
  type TfjsLoss,
  type TfjsOptions,
  type TfjsParts,
} from './compile-tfjs.js';
export type { TfjsExecution, TfjsExecutionEntry } from './program-runner.js';
export type { TfjsReduction } from './reduction.js';
