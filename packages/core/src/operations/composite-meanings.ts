import * as meanings from './meanings.js';
import type { Meaning } from './operation.js';
import type { CompositeFunction } from './structural-names.js';

/** One of two ways to the same value, of which float64 takes the first. */
const theFirst: Meaning = (first, _second) => first;

/** The float64 value of every operation that core expands into primitive ones unless a backend lowers it, and that is a function of numbers alone. */
export const compositeMeanings: Readonly<Record<CompositeFunction, Meaning>> = {
  expm1: Math.expm1,
  log1p: Math.log1p,
  /** 1/(1 + e⁻ˣ). */
  sigmoid: meanings.sigmoidValue,
  /** log(1 + eˣ). */
  softplus: meanings.softplusValue,
  tanh: Math.tanh,
  sinh: Math.sinh,
  cosh: Math.cosh,
  asinh: Math.asinh,
  arctan: Math.atan,
  /** The tangent for |x| ≤ π/4. */
  tan: Math.tan,
  /** 2/√π ∫₀ˣ e^{−z²} dz. */
  erf: meanings.erfValue,
  /** 1 − erf x. */
  erfc: meanings.erfcValue,
  /** ∫ₓ^∞ erfc(z) dz. */
  ierfc: meanings.ierfcValue,
  /** √(1 + x²), without overflow. */
  hypot1: meanings.hypot1Value,
  /** x/(1 + |x|). */
  softsign: (x) => x / (1 + Math.abs(x)),
  /** 1 − e⁻ᴰ. */
  gammaP1: (d) => -Math.expm1(-d),
  /** χ(D) = D − 1 + e⁻ᴰ = φ(−D), φ(t) = eᵗ − 1 − t. */
  gammaP1Integral: meanings.gammaP1IntegralValue,
  /** ψ(D) = 1 − (1 + D)e⁻ᴰ = e⁻ᴰφ(D). */
  gammaP2: meanings.gammaP2Value,
  /** t − log(1 + t). */
  xMinusLog1p: meanings.xMinusLog1pValue,
  /** eˣ held below overflow, for factors whose partner is zero wherever x is too large. */
  boundedExp: meanings.boundedExpValue,
  /** min(x, c), except that NaN may become any number: for places where it reaches the result by another way. */
  cap: Math.min,
  /**
   * difference·rate, held within ±2¹²⁶ where arithmetic is float32 and the rate may take it out of range: no infinity may
   * meet another there.
   */
  scaled: (difference, rate) => difference * rate,
  /** z − c. */
  offset: (z, c) => z - c,
  /** x − y − d without rounding on the way: what d, x − y rounded, lost. */
  differenceError: meanings.differenceErrorValue,
  /** x·y − p without rounding on the way: what p, x·y rounded, lost. */
  productError: meanings.productErrorValue,
  /** Two ways to the same value, the first for float64, the second for float32. */
  byPrecision: theFirst,
  /** Two ways to the same value, the second for float32 results of float64 arithmetic, which needs less care. */
  byArithmetic: theFirst,
};
