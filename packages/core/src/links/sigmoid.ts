import {
  absolute,
  add,
  and,
  byArithmetic,
  divide,
  exp,
  gammaP1,
  gammaP1Integral,
  gammaP2,
  less,
  lessEqual,
  log1p,
  multiply,
  negate,
  select,
  sigmoid as sigmoidOf,
  sign,
  softplus,
  subtract,
} from '../expressions/build.js';
import { logOrLow, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { outermost } from '../losses/outermost.js';
import { type BaseLink, type OutputPoint, type Point, place } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient, Term } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { sigmoidNarrowed } from './sigmoid-narrow.js';
import { sigmoidWide } from './sigmoid-wide.js';
import { simpleLink } from './simple-link.js';

/** A Bernoulli distribution (q, 1 − q) by its logarithms, either of which may be very low. */
interface Odds {
  readonly logYes: Expression;
  readonly logNo: Expression;
}

/** The logarithm of a probability of 0 (`logOrLow`): its share is 0, also of a loss of +∞. */
const impossible = -1e29;
/** How far apart scores must be for the direct form: from there it loses no more than three bits. */
const farFrom = 4;

/**
 * D = KL between Bernoulli distributions, q of log-odds u and q̂ of log-odds û = u + δ:
 * log1p(q·φ((1−q)δ) + (1−q)·φ(−qδ)), φ(t) = eᵗ − 1 − t, for small δ. Turned round so that δ = D > 0, its terms are
 * q·e^{(1−q)D}·ψ((1−q)D) and (1−q)·χ(qD). Elsewhere (1−q)[log(1−q) − log(1−q̂)] + q[log q − log q̂].
 */
function divergence(predicted: Expression, difference: Expression, { logYes, logNo }: Odds, certain = false) {
  const d = absolute(difference);
  const turned = less(difference, 0);
  const [logUp, logDown] = [select(turned, logNo, logYes), select(turned, logYes, logNo)];
  const [up, down] = [exp(logUp), exp(logDown)];
  const tilt = multiply(down, d);
  const rising = timesExp(gammaP2(tilt), add(logUp, tilt));
  const near = log1p(add(rising, multiply(down, gammaP1Integral(multiply(up, d)))));
  const part = (z: Expression, log: Expression) => {
    const share = timesExp(add(softplus(z), log), log);
    return certain ? select(less(log, impossible), 0, share) : share;
  };
  return select(less(d, farFrom), near, add(part(negate(predicted), logYes), part(predicted, logNo)));
}

/** σ(û) − σ(u) = sign(δ)·σ(±û)·σ(∓u)·(1 − e^{−|δ|}), signs so that the larger of the two falls away. */
function sigmoidDifference({ predicted, target, difference }: Point): Expression {
  const direction = sign(difference);
  const product = multiply(sigmoidOf(multiply(predicted, direction)), sigmoidOf(multiply(target, negate(direction))));
  return multiply(product, multiply(direction, gammaP1(absolute(difference))));
}

export function sigmoidMatching(point: Point): LossAndGradient {
  const { predicted, target, difference, scale, amplitude } = point;
  const odds = { logYes: negate(softplus(negate(target))), logNo: negate(softplus(target)) };
  const wide = sigmoidWide(point);
  const loss = byArithmetic(divergence(predicted, difference, odds), wide.loss);
  const rise = byArithmetic(sigmoidDifference(point), wide.gradient);
  return sigmoidNarrowed(point, { loss: multiply(scale, loss), gradient: multiply(amplitude, rise) });
}

/**
 * The same for a target given as q, 1 − q and their difference, each with all its digits: gradient (1−q)σ(û) − qσ(−û).
 * log q − log(1−q) is log1p(lead/(1−q)) where they are near each other.
 */
export function sigmoidTowards(
  { predicted, amplitude, scale }: OutputPoint,
  yes: Expression,
  no: Expression,
  lead: Expression,
): LossAndGradient {
  const logOf = (p: Expression, rest: Expression) => select(less(p, 0.5), logOrLow(p), log1p(negate(rest)));
  const odds = { logYes: logOf(yes, no), logNo: logOf(no, yes) };
  const ratio = divide(lead, no);
  const logit = select(less(absolute(ratio), 0.5), log1p(ratio), subtract(odds.logYes, odds.logNo));
  const difference = subtract(predicted, logit);
  const pull = subtract(multiply(no, sigmoidOf(predicted)), multiply(yes, sigmoidOf(negate(predicted))));
  return { loss: multiply(scale, divergence(predicted, difference, odds, true)), gradient: multiply(amplitude, pull) };
}

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  h: sigmoidOf,
  sensitivity: (u, factor) => multiply(multiply(sigmoidOf(u), sigmoidOf(negate(u))), factor),
  potential: softplus,
  matching: sigmoidMatching,
  outputTargets: {
    matching: (point) => {
      const [yes, no] = [point.output, negate(point.distance(1))];
      return sigmoidTowards(point, yes, no, subtract(yes, no));
    },
    valid: ({ output, distance }) => and(lessEqual(0, output), lessEqual(distance(1), 0)),
    top: ({ predicted, amplitude, scale }) => ({
      loss: multiply(scale, softplus(negate(predicted))),
      gradient: negate(multiply(amplitude, sigmoidOf(negate(predicted)))),
    }),
  },
};

/** σ itself, without parameters. */
export const logistic = (): Term => place(base, outermost);

/** h(z) = a·σ(b(z − c)): scores around the center matter, those far away hardly. Range [0, a], ends included as targets. */
export function sigmoid(options: PlacementSpec = {}): Link<SimpleSpec<'sigmoid'>> {
  return simpleLink(checkedSpec<SimpleSpec<'sigmoid'>>('sigmoid', options), () => base);
}
