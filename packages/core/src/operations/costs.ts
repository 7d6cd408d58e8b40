import type { OperationName } from './operation-name.js';

// Apart from the operations themselves, which are in every bundle: only backends that plan what to keep ask.

/** What an operation costs, in additions, where it is more than a few; about what vectors of a CPU take. */
const costs: { readonly [op in OperationName]?: number } = {
  divide: 8,
  sqrt: 8,
  exp: 20,
  log: 25,
  power: 50,
  boundedExp: 20,
  expm1: 25,
  log1p: 30,
  sigmoid: 30,
  softplus: 50,
  tanh: 35,
  sinh: 30,
  cosh: 30,
  asinh: 40,
  arctan: 35,
  tan: 20,
  hypot1: 20,
  gammaP1: 25,
  xMinusLog1p: 30,
};

/** From here on a value costs more to be worked out again than to be left in memory and loaded. */
export const costly = 8;

/** What an operation costs, in additions. */
export const costOf = (op: OperationName): number => costs[op] ?? 1;
