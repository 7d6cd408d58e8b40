import type { CompositeName, PrimitiveName } from './operation-name.js';

/** Leaves and reductions: what backends lower that is no function of numbers alone, and so has no meaning. */
export const structuralPrimitives = [
  'constant',
  'input',
  'parameter',
  // The place t in [0, 1] of an enclosing `integral`, which replaces it before anything is compiled.
  'variable',
  // The number of the class along `axis`, from 0.
  'index',
  // How many classes there are along `axis`.
  'size',
  'sum',
  'max',
] as const satisfies readonly PrimitiveName[];

/** What core expands that is no function of numbers alone, or that is there for backends only. */
export const structuralComposites = [
  // Two ways to the same value, the first for backends that lower its operation.
  'byLowering',
  // x of each example, of which float32 is enough from here on: in the first way of a `byLowering`.
  'narrow',
  // log Σ eˣ over an axis.
  'logSumExp',
  // What softmax losses gather along a row, by name (`losses/online-softmax.ts`); args: u, then difference, temperature, cost. Backends that
  // lower it have all of it in one walk: the first way of a `byLowering`.
  'onlineSoftmax',
  // Loss and gradient of a sinh link; args: û/2, −u/2, δ, step, scale, amplitude (`Point` of base-link.ts). For backends with a shorter way than core's, of two
  // exponentials: the first way of a `byLowering`.
  'sinhMatchingLoss',
  'sinhMatchingGradient',
  // ∫₀¹ x(t) dt.
  'integral',
] as const satisfies readonly CompositeName[];

/** Operations that are functions of numbers. */
export type PrimitiveFunction = Exclude<PrimitiveName, (typeof structuralPrimitives)[number]>;
export type CompositeFunction = Exclude<CompositeName, (typeof structuralComposites)[number]>;
