import {
  absolute,
  add,
  cap,
  constant,
  divide,
  exp,
  expm1,
  gammaP1,
  gammaP2,
  less,
  log,
  log1p,
  maximum,
  minimum,
  multiply,
  negate,
  select,
  sign,
  sqrt,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { isConstant } from '../expressions/expression.js';
import { gammaP2Float32, gammaP2Float64 } from './coefficients.js';
import { expandErf, expandErfc, expandIerfc } from './error-function-expansions.js';
import { factorial } from './factorial.js';
import { gammaP2Value, largestExponent } from './meanings.js';
import type { Expansion, Precision } from './operation.js';
import type { CompositeName } from './operation-name.js';
import { expandDifferenceError, expandProductError } from './rounding-errors.js';
import { polynomial, series } from './series.js';
import { structuralExpansions } from './structural-expansions.js';

type Args = readonly Expression[];
/** The first ways of a `byLowering`: where no backend lowers them nothing is left of them. */
type LoweredOnly = 'onlineSoftmax' | 'sinhMatchingLoss' | 'sinhMatchingGradient';
/** How many terms or nodes each precision needs; the first term left out is below half an ulp. */
type Count = Readonly<Record<Precision, number>>;

const gammaP2Coefficients = { float32: gammaP2Float32, float64: gammaP2Float64 };

const one = constant(1);
const x0 = (args: Args): Expression => args[0] as Expression;

/** Beside zero the power series, elsewhere the plain difference, which loses at most two bits there. */
function expandExpm1(args: Args, precision: Precision): Expression {
  const x = x0(args);
  const count: Count = { float32: 8, float64: 14 };
  const near = multiply(
    x,
    series(x, count[precision], (k) => 1 / factorial(k + 1)),
  );
  return select(less(absolute(x), 0.5), near, subtract(exp(x), 1));
}

/** log(1+x) = 2·artanh(x/(2+x)) beside zero. */
function expandLog1p(args: Args, precision: Precision): Expression {
  const x = x0(args);
  const count: Count = { float32: 8, float64: 16 };
  const s = divide(x, add(x, 2));
  const near = multiply(
    multiply(s, 2),
    series(square(s), count[precision], (k) => 1 / (2 * k + 1)),
  );
  return select(less(absolute(x), 0.5), near, log(add(x, 1)));
}

function expandSigmoid(args: Args): Expression {
  const x = x0(args);
  const decay = exp(negate(absolute(x)));
  return divide(select(less(x, 0), decay, 1), add(decay, 1));
}

function expandSoftplus(args: Args): Expression {
  const x = x0(args);
  return add(maximum(x, 0), log1p(exp(negate(absolute(x)))));
}

function expandTanh(args: Args): Expression {
  const x = x0(args);
  const decay = expm1(multiply(absolute(x), -2));
  return multiply(sign(x), divide(negate(decay), add(decay, 2)));
}

/** eˣ as a product of two halves, so that it overflows no sooner than the result. */
function halfExponential(x: Expression): Expression {
  const half = exp(multiply(x, 0.5));
  return multiply(multiply(half, 0.5), half);
}

function expandSinh(args: Args): Expression {
  const x = x0(args);
  const z = absolute(x);
  const growth = expm1(z);
  const near = multiply(add(growth, divide(growth, add(growth, 1))), 0.5);
  const far = subtract(halfExponential(z), multiply(exp(negate(z)), 0.5));
  return multiply(sign(x), select(less(z, 1), near, far));
}

function expandCosh(args: Args): Expression {
  const z = absolute(x0(args));
  return add(halfExponential(z), multiply(exp(negate(z)), 0.5));
}

function expandAsinh(args: Args): Expression {
  const x = x0(args);
  const z = absolute(x);
  const near = log1p(add(z, divide(square(z), add(sqrt(add(square(z), 1)), 1))));
  const far = add(log(z), log(add(sqrt(add(square(divide(one, z)), 1)), 1)));
  return multiply(sign(x), select(less(z, 1), near, far));
}

/** atan y = 2·atan(y/(1+√(1+y²))), twice, brings y below 0.2. */
function expandArctan(args: Args, precision: Precision): Expression {
  const x = x0(args);
  const z = absolute(x);
  const large = less(one, z);
  const count: Count = { float32: 5, float64: 12 };
  const halved = (y: Expression) => divide(y, add(sqrt(add(square(y), 1)), 1));
  const y = halved(halved(select(large, divide(one, z), z)));
  const angle = multiply(
    multiply(y, 4),
    series(square(y), count[precision], (k) => (-1) ** k / (2 * k + 1)),
  );
  return multiply(sign(x), select(large, subtract(Math.PI / 2, angle), angle));
}

function expandTan(args: Args, precision: Precision): Expression {
  const x = x0(args);
  const count: Count = { float32: 6, float64: 10 };
  const sine = multiply(
    x,
    series(square(x), count[precision], (k) => (-1) ** k / factorial(2 * k + 1)),
  );
  return divide(
    sine,
    series(square(x), count[precision], (k) => (-1) ** k / factorial(2 * k)),
  );
}

function expandHypot1(args: Args): Expression {
  const x = x0(args);
  const m = maximum(absolute(x), 1);
  return multiply(m, sqrt(add(square(divide(one, m)), square(divide(x, m)))));
}

function expandSoftsign(args: Args): Expression {
  return divide(x0(args), add(absolute(x0(args)), 1));
}

/** −expm1(−D). */
function expandGammaP1(args: Args): Expression {
  return negate(expm1(negate(x0(args))));
}

/** χ(D) = D(1 − e⁻ᴰ) − ψ(D), of which χ is at least half, so that nothing cancels. */
function expandGammaP1Integral(args: Args): Expression {
  const d = x0(args);
  return subtract(multiply(d, gammaP1(d)), gammaP2(d));
}

/**
 * With d = min(D, ¾) and P by scripts/coefficients.py: d²P(d) + max(w − D(1−w) − ψ(¾), 0), w = 1 − e⁻ᴰ. ψ increases, so
 * this is one form below ¾ and the other above, without a branch, which costs several arithmetic operations on most
 * backends. A NaN comes through the second term.
 */
function expandGammaP2(args: Args, precision: Precision): Expression {
  const D = x0(args);
  const d = cap(D, 0.75);
  const w = gammaP1(D);
  const near = multiply(square(d), polynomial(d, gammaP2Coefficients[precision]));
  const far = subtract(w, multiply(D, subtract(1, w)));
  return add(near, maximum(subtract(far, gammaP2Value(0.75)), 0));
}

function expandXMinusLog1p(args: Args, precision: Precision): Expression {
  const t = x0(args);
  const count: Count = { float32: 8, float64: 17 };
  const s = divide(t, add(t, 2));
  const terms = series(square(s), count[precision], (k) => 1 / (2 * k + 3));
  const near = multiply(s, subtract(t, multiply(multiply(square(s), 2), terms)));
  return select(less(t, 1), select(less(t, -0.5), subtract(t, log1p(t)), near), subtract(t, log1p(t)));
}

function expandBoundedExp(args: Args, precision: Precision): Expression {
  return exp(minimum(x0(args), largestExponent[precision]));
}

/** z − c: beside c the difference z − high is exact (Sterbenz), so taking away the rest of c apart keeps every digit. */
function expandOffset([z, c]: Args, precision: Precision): Expression {
  const [place, center] = [z as Expression, c as Expression];
  const value = isConstant(center) ? (center.value as number) : 0;
  const high = Math.fround(value);
  if (precision === 'float64' || high === value) return subtract(place, center);
  return subtract(subtract(place, high), value - high);
}

function expandCap([x, bound]: Args): Expression {
  return minimum(x as Expression, bound as Expression);
}

const largestScore = 2 ** 126;

function expandScaled([x, y]: Args, precision: Precision): Expression {
  const [difference, rate] = [x as Expression, y as Expression];
  const safe = isConstant(rate) && Math.abs(rate.value as number) <= 1;
  if (precision === 'float64' || safe) return multiply(difference, rate);
  const bound = divide(largestScore, absolute(rate));
  return multiply(minimum(maximum(difference, negate(bound)), bound), rate);
}

/** The table of expansions: how core writes composite operations for backends that lack them. */
export const expansions: Readonly<Record<Exclude<CompositeName, LoweredOnly>, Expansion>> = {
  ...structuralExpansions,
  scaled: expandScaled,
  expm1: expandExpm1,
  log1p: expandLog1p,
  sigmoid: expandSigmoid,
  softplus: expandSoftplus,
  tanh: expandTanh,
  sinh: expandSinh,
  cosh: expandCosh,
  asinh: expandAsinh,
  arctan: expandArctan,
  tan: expandTan,
  erfc: expandErfc,
  ierfc: expandIerfc,
  erf: expandErf,
  hypot1: expandHypot1,
  softsign: expandSoftsign,
  gammaP1: expandGammaP1,
  gammaP1Integral: expandGammaP1Integral,
  gammaP2: expandGammaP2,
  xMinusLog1p: expandXMinusLog1p,
  boundedExp: expandBoundedExp,
  offset: expandOffset,
  differenceError: expandDifferenceError,
  productError: expandProductError,
  cap: expandCap,
};
