import type { Interval } from './operation.js';
import type { OperationName } from './operation-name.js';

type Intervals = { readonly [op in OperationName]?: Interval };

// Apart from the rows, which are in every bundle: only tests and the kit ask.

/** Arguments for which operations are defined, where not for all numbers; the first one where there are several. */
export const domains: Intervals = {
  log: [0, Infinity],
  sqrt: [0, Infinity],
  power: [0, Infinity],
  log1p: [-1, Infinity],
  tan: [-Math.PI / 4, Math.PI / 4],
  gammaP1: [0, Infinity],
  gammaP1Integral: [0, Infinity],
  gammaP2: [0, Infinity],
  xMinusLog1p: [-1, Infinity],
};

/** Values that operations can take, where not all numbers. */
export const ranges: Intervals = {
  absolute: [0, Infinity],
  sign: [-1, 1],
  exp: [0, Infinity],
  sqrt: [0, Infinity],
  power: [0, Infinity],
  expm1: [-1, Infinity],
  sigmoid: [0, 1],
  softplus: [0, Infinity],
  tanh: [-1, 1],
  cosh: [1, Infinity],
  arctan: [-Math.PI / 2, Math.PI / 2],
  tan: [-1, 1],
  erf: [-1, 1],
  erfc: [0, 2],
  ierfc: [0, Infinity],
  hypot1: [1, Infinity],
  softsign: [-1, 1],
  gammaP1: [0, 1],
  gammaP1Integral: [0, Infinity],
  gammaP2: [0, 1],
  xMinusLog1p: [0, Infinity],
  boundedExp: [0, Infinity],
};
