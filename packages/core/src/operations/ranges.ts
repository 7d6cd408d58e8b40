import type { OperationName } from './operation-name.js';
import type { Interval } from './row.js';

/** Values that operations can take, where not all numbers. Apart from the rows, which are in every bundle: only tests ask. */
export const ranges: { readonly [op in OperationName]?: Interval } = {
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
  erfcIntegral: [0, Infinity],
  hypotenuse: [1, Infinity],
  softsign: [-1, 1],
  saturation: [0, 1],
  chi: [0, Infinity],
  psi: [0, 1],
  log1pGap: [0, Infinity],
  boundedExp: [0, Infinity],
};
