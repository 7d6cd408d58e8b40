import { LossmithError } from '../errors/errors.js';
import {
  absolute,
  add,
  constant,
  cosh,
  divide,
  erfc,
  exp,
  gammaP1,
  hypot1,
  less,
  multiply,
  negate,
  select,
  sigmoid,
  sinh,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import * as meanings from './meanings.js';
import type { Operation } from './operation.js';
import type { CompositeName } from './operation-name.js';

type Unary = (x: Expression, node: Expression) => Expression;

/** The partial derivative of an operation with one argument. */
const by =
  (slope: Unary): NonNullable<Operation['derivative']> =>
  ([x], node) => [slope(x as Expression, node)];

const one = constant(1);

/** One of two ways to the same value, of which float64 takes the first. */
const theFirst: Operation = { meaning: (first, _second) => first, derivative: () => [one, undefined] };

/** Operations core expands into primitive ones unless a backend lowers them itself. One row each. */
export const composites: Readonly<Record<CompositeName, Operation>> = {
  expm1: {
    meaning: Math.expm1,
    derivative: by((x) => exp(x)),
  },
  log1p: {
    meaning: Math.log1p,
    derivative: by((x) => divide(one, add(x, one))),
  },
  /** 1/(1 + e⁻ˣ). */
  sigmoid: {
    meaning: meanings.sigmoidValue,
    derivative: by((x, node) => multiply(node, sigmoid(negate(x)))),
  },
  /** log(1 + eˣ). */
  softplus: {
    meaning: meanings.softplusValue,
    derivative: by((x) => sigmoid(x)),
  },
  tanh: {
    meaning: Math.tanh,
    derivative: by((x) => multiply(multiply(sigmoid(multiply(x, 2)), sigmoid(multiply(x, -2))), 4)),
  },
  sinh: {
    meaning: Math.sinh,
    derivative: by((x) => cosh(x)),
  },
  cosh: {
    meaning: Math.cosh,
    derivative: by((x) => sinh(x)),
  },
  asinh: {
    meaning: Math.asinh,
    derivative: by((x) => divide(one, hypot1(x))),
  },
  arctan: {
    meaning: Math.atan,
    derivative: by((x) => divide(one, add(square(x), one))),
  },
  /** The tangent for |x| ≤ π/4. */
  tan: {
    meaning: Math.tan,
    derivative: by((_, node) => add(square(node), one)),
  },
  /** 2/√π ∫₀ˣ e^{−z²} dz. */
  erf: {
    meaning: meanings.erfValue,
    derivative: by((x) => multiply(exp(negate(square(x))), 2 / Math.sqrt(Math.PI))),
  },
  /** 1 − erf x. */
  erfc: {
    meaning: meanings.erfcValue,
    derivative: by((x) => multiply(exp(negate(square(x))), -2 / Math.sqrt(Math.PI))),
  },
  /** ∫ₓ^∞ erfc(z) dz. */
  ierfc: {
    meaning: meanings.ierfcValue,
    derivative: by((x) => negate(erfc(x))),
  },
  /** √(1 + x²), without overflow. */
  hypot1: {
    meaning: meanings.hypot1Value,
    derivative: by((x, node) => divide(x, node)),
  },
  /** x/(1 + |x|). */
  softsign: {
    meaning: (x) => x / (1 + Math.abs(x)),
    derivative: by((x) => square(divide(one, add(absolute(x), one)))),
  },
  /** 1 − e⁻ᴰ. */
  gammaP1: {
    meaning: (d) => -Math.expm1(-d),
    derivative: by((x) => exp(negate(x))),
  },
  /** χ(D) = D − 1 + e⁻ᴰ = φ(−D), φ(t) = eᵗ − 1 − t. */
  gammaP1Integral: {
    meaning: meanings.gammaP1IntegralValue,
    derivative: by((x) => gammaP1(x)),
  },
  /** ψ(D) = 1 − (1 + D)e⁻ᴰ = e⁻ᴰφ(D). */
  gammaP2: {
    meaning: meanings.gammaP2Value,
    derivative: by((x) => multiply(x, exp(negate(x)))),
  },
  /** t − log(1 + t). */
  xMinusLog1p: {
    meaning: meanings.xMinusLog1pValue,
    derivative: by((x) => divide(x, add(x, one))),
  },
  /** eˣ held below overflow, for factors whose partner is zero wherever x is too large. */
  boundedExp: {
    meaning: (x) => Math.exp(Math.min(x, meanings.largestExponent.float64)),
    derivative: by((_, node) => node),
  },
  /** min(x, c), except that NaN may become any number: for places where it reaches the result by another way. */
  cap: {
    meaning: Math.min,
    derivative: ([x, bound]) => [select(less(x as Expression, bound as Expression), 1, 0), undefined],
  },
  /**
   * difference·rate, held within ±2¹²⁶ where arithmetic is float32 and the rate may take it out of range: no infinity may
   * meet another there.
   */
  scaled: { meaning: (difference, rate) => difference * rate, derivative: ([difference, rate]) => [rate, difference] },
  /** z − c. */
  offset: {
    meaning: (z, c) => z - c,
    derivative: () => [one, constant(-1)],
  },
  /** Two ways to the same value, the first for float64, the second for float32. */
  byPrecision: theFirst,
  /** Two ways to the same value, the second for float32 results of float64 arithmetic, which needs less care. */
  byArithmetic: theFirst,
  /** Two ways to the same value, the first for backends that lower its operation. */
  byLowering: { derivative: () => [undefined, one] },
  /** Of û, u and û − u the matching loss of a link, and h(û) − h(u): second ways of a `byArithmetic`. */
  sigmoidMatchingLoss: {},
  sigmoidMatchingGradient: {},
  arctanMatchingLoss: {},
  arctanMatchingGradient: {},
  /** log Σ eˣ over an axis. */
  logSumExp: {
    derivative: by((x, node) => exp(subtract(x, node))),
  },
  /**
   * What softmax losses gather along a row, by name (`losses/online-softmax.ts`); args: u, then difference, temperature, cost. Backends that
   * lower it have all of it in one walk: the first way of a `byLowering`.
   */
  onlineSoftmax: {},
  /** ∫₀¹ x(t) dt. */
  integral: {
    derivative: () => {
      throw new LossmithError('error', 'an integral is final', 'differentiate inside it');
    },
  },
};
