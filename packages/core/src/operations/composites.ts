import {
  absolute,
  add,
  constant,
  cosh,
  divide,
  erfc,
  exp,
  expm1,
  hypotenuse,
  less,
  multiply,
  negate,
  saturation,
  select,
  sigmoid,
  sinh,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import * as expansions from './expansions.js';
import * as meanings from './meanings.js';
import type { CompositeName } from './operation-name.js';
import type { CompositeRow } from './row.js';

type Unary = (x: Expression, node: Expression) => Expression;

/** The partial derivative of an operation with one argument. */
const by =
  (slope: Unary): NonNullable<CompositeRow['derivative']> =>
  ([x], node) => [slope(x as Expression, node)];

const one = constant(1);

/** Operations core expands into primitive ones unless a backend lowers them itself. One row each. */
export const composites: Readonly<Record<CompositeName, CompositeRow>> = {
  expm1: {
    arity: 1,
    result: 'number',
    meaning: Math.expm1,
    derivative: by((x) => exp(x)),
    range: [-1, Infinity],
    expand: expansions.expandExpm1,
  },
  log1p: {
    arity: 1,
    result: 'number',
    meaning: Math.log1p,
    derivative: by((x) => divide(one, add(x, one))),
    domain: [-1, Infinity],
    expand: expansions.expandLog1p,
  },
  /** 1/(1 + e⁻ˣ). */
  sigmoid: {
    arity: 1,
    result: 'number',
    meaning: meanings.sigmoidValue,
    derivative: by((x, node) => multiply(node, sigmoid(negate(x)))),
    range: [0, 1],
    expand: expansions.expandSigmoid,
  },
  /** log(1 + eˣ). */
  softplus: {
    arity: 1,
    result: 'number',
    meaning: meanings.softplusValue,
    derivative: by((x) => sigmoid(x)),
    range: [0, Infinity],
    expand: expansions.expandSoftplus,
  },
  tanh: {
    arity: 1,
    result: 'number',
    meaning: Math.tanh,
    derivative: by((x) => multiply(multiply(sigmoid(multiply(x, 2)), sigmoid(multiply(x, -2))), 4)),
    range: [-1, 1],
    expand: expansions.expandTanh,
  },
  sinh: {
    arity: 1,
    result: 'number',
    meaning: Math.sinh,
    derivative: by((x) => cosh(x)),
    expand: expansions.expandSinh,
  },
  cosh: {
    arity: 1,
    result: 'number',
    meaning: Math.cosh,
    derivative: by((x) => sinh(x)),
    range: [1, Infinity],
    expand: expansions.expandCosh,
  },
  asinh: {
    arity: 1,
    result: 'number',
    meaning: Math.asinh,
    derivative: by((x) => divide(one, hypotenuse(x))),
    expand: expansions.expandAsinh,
  },
  arctan: {
    arity: 1,
    result: 'number',
    meaning: Math.atan,
    derivative: by((x) => divide(one, add(square(x), one))),
    range: [-Math.PI / 2, Math.PI / 2],
    expand: expansions.expandArctan,
  },
  /** The tangent for |x| ≤ π/4. */
  tan: {
    arity: 1,
    result: 'number',
    meaning: Math.tan,
    derivative: by((_, node) => add(square(node), one)),
    domain: [-Math.PI / 4, Math.PI / 4],
    range: [-1, 1],
    expand: expansions.expandTan,
  },
  /** 2/√π ∫₀ˣ e^{−z²} dz. */
  erf: {
    arity: 1,
    result: 'number',
    meaning: meanings.erfValue,
    derivative: by((x) => multiply(exp(negate(square(x))), 2 / Math.sqrt(Math.PI))),
    range: [-1, 1],
    expand: expansions.expandErf,
  },
  /** 1 − erf x. */
  erfc: {
    arity: 1,
    result: 'number',
    meaning: meanings.erfcValue,
    derivative: by((x) => multiply(exp(negate(square(x))), -2 / Math.sqrt(Math.PI))),
    range: [0, 2],
    expand: expansions.expandErfc,
  },
  /** ∫ₓ^∞ erfc(z) dz. */
  erfcIntegral: {
    arity: 1,
    result: 'number',
    meaning: meanings.erfcIntegralValue,
    derivative: by((x) => negate(erfc(x))),
    range: [0, Infinity],
    expand: expansions.expandErfcIntegral,
  },
  /** √(1 + x²), without overflow. */
  hypotenuse: {
    arity: 1,
    result: 'number',
    meaning: meanings.hypotenuseValue,
    derivative: by((x, node) => divide(x, node)),
    range: [1, Infinity],
    expand: expansions.expandHypotenuse,
  },
  /** x/(1 + |x|). */
  softsign: {
    arity: 1,
    result: 'number',
    meaning: (x) => x / (1 + Math.abs(x)),
    derivative: by((x) => square(divide(one, add(absolute(x), one)))),
    range: [-1, 1],
    expand: expansions.expandSoftsign,
  },
  /** 1 − e⁻ᴰ. */
  saturation: {
    arity: 1,
    result: 'number',
    meaning: (d) => -Math.expm1(-d),
    derivative: by((x) => exp(negate(x))),
    domain: [0, Infinity],
    range: [0, 1],
    expand: expansions.expandSaturation,
  },
  /** χ(D) = D − 1 + e⁻ᴰ = φ(−D), φ(t) = eᵗ − 1 − t. */
  chi: {
    arity: 1,
    result: 'number',
    meaning: meanings.chiValue,
    derivative: by((x) => saturation(x)),
    domain: [0, Infinity],
    range: [0, Infinity],
    expand: expansions.expandChi,
  },
  /** ψ(D) = 1 − (1 + D)e⁻ᴰ = e⁻ᴰφ(D). */
  psi: {
    arity: 1,
    result: 'number',
    meaning: meanings.psiValue,
    derivative: by((x) => multiply(x, exp(negate(x)))),
    domain: [0, Infinity],
    range: [0, 1],
    expand: expansions.expandPsi,
  },
  /** t − log(1 + t). */
  log1pGap: {
    arity: 1,
    result: 'number',
    meaning: meanings.log1pGapValue,
    derivative: by((x) => divide(x, add(x, one))),
    domain: [-1, Infinity],
    range: [0, Infinity],
    expand: expansions.expandLog1pGap,
  },
  /** eˣ held below overflow, for factors whose partner is zero wherever x is too large. */
  boundedExp: {
    arity: 1,
    result: 'number',
    meaning: (x) => Math.exp(Math.min(x, expansions.largestExponent.float64)),
    derivative: by((_, node) => node),
    range: [0, Infinity],
    expand: expansions.expandBoundedExp,
  },
  /** min(x, c), except that NaN may become any number: for places where it reaches the result by another way. */
  cap: {
    arity: 2,
    result: 'number',
    meaning: Math.min,
    derivative: ([x, bound]) => [select(less(x as Expression, bound as Expression), 1, 0), undefined],
    expand: expansions.expandCap,
  },
  /** z − c. */
  offset: {
    arity: 2,
    result: 'number',
    meaning: (z, c) => z - c,
    derivative: () => [one, constant(-1)],
    expand: expansions.expandOffset,
  },
  /** Two ways to the same value, the first for float64, the second for float32. */
  byPrecision: {
    arity: 2,
    result: 'number',
    meaning: (double) => double,
    derivative: () => [one, undefined],
    expand: ([double, single], precision) => (precision === 'float64' ? double : single) as Expression,
  },
  /** log Σ eˣ over an axis. */
  logSumExp: {
    arity: 1,
    result: 'number',
    derivative: by((x, node) => exp(subtract(x, node))),
    expand: expansions.expandLogSumExp,
  },
  /** ∫₀¹ x(t) dt. */
  integral: { arity: 1, result: 'number', expand: expansions.expandIntegral },
};
