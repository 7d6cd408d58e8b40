import * as values from '../operations/meanings.js';
import type { Meaning } from '../operations/operation.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Numbers } from './registers.js';

/** An operation over n numbers: the k-th of its arguments are x[k & p], y[k & q] and z[k & r]. */
export type ElementLoop = (
  out: Numbers,
  n: number,
  x: Numbers,
  p: number,
  y: Numbers,
  q: number,
  z: Numbers,
  r: number,
) => void;

/** The loop of any operation. Engines make one piece of machine code of it, which calls: 15 ns a number, where + takes one. */
export const loopOf =
  (meaning: Meaning): ElementLoop =>
  (out, n, x, p, y, q, z, r) => {
    for (let k = 0; k < n; k += 1) out[k] = meaning(x[k & p] as number, y[k & q] as number, z[k & r] as number);
  };

/** Operations that programs are full of, each in a loop of its own, into which engines write what it does. */
export const elementLoops: { readonly [op in OperationName]?: ElementLoop } = {
  add: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = (x[k & p] as number) + (y[k & q] as number);
  },
  subtract: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = (x[k & p] as number) - (y[k & q] as number);
  },
  offset: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = (x[k & p] as number) - (y[k & q] as number);
  },
  multiply: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = (x[k & p] as number) * (y[k & q] as number);
  },
  divide: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = (x[k & p] as number) / (y[k & q] as number);
  },
  negate: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = -(x[k & p] as number);
  },
  absolute: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.abs(x[k & p] as number);
  },
  sign: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.sign(x[k & p] as number);
  },
  minimum: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.min(x[k & p] as number, y[k & q] as number);
  },
  maximum: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.max(x[k & p] as number, y[k & q] as number);
  },
  less: (out, n, x, p, y, q) => {
    for (let k = 0; k < n; k += 1) out[k] = (x[k & p] as number) < (y[k & q] as number) ? 1 : 0;
  },
  select: (out, n, x, p, y, q, z, r) => {
    for (let k = 0; k < n; k += 1) out[k] = ((x[k & p] as number) !== 0 ? y[k & q] : z[k & r]) as number;
  },
  exp: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.exp(x[k & p] as number);
  },
  expm1: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.expm1(x[k & p] as number);
  },
  tanh: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.tanh(x[k & p] as number);
  },
  sigmoid: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = values.sigmoidValue(x[k & p] as number);
  },
  softplus: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = values.softplusValue(x[k & p] as number);
  },
  log1p: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = Math.log1p(x[k & p] as number);
  },
  boundedExp: (out, n, x, p) => {
    for (let k = 0; k < n; k += 1) out[k] = values.boundedExpValue(x[k & p] as number);
  },
};
