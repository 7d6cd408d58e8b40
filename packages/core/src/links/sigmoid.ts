import {
  absolute,
  add,
  and,
  byArithmetic,
  chi,
  divide,
  exp,
  less,
  lessEqual,
  log1p,
  maximum,
  multiply,
  negate,
  not,
  psi,
  saturation,
  select,
  sigmoid as sigmoidOf,
  sign,
  softplus,
  square,
  subtract,
} from '../expressions/build.js';
import { logOrLow, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { series } from '../operations/series.js';
import type { BaseLink, OutputPoint, Point } from './base-link.js';
import type { Link, Matching } from './link.js';
import type { PlacementSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/** A Bernoulli distribution (q, 1 − q) by its logarithms, either of which may be very low. */
interface Odds {
  readonly logYes: Expression;
  readonly logNo: Expression;
}

/** How far apart scores must be for the direct form: from there it loses no more than three bits. */
const farFrom = 4;

/**
 * D = KL between Bernoulli distributions, q of log-odds u and q̂ of log-odds û = u + δ:
 * log1p(q·φ((1−q)δ) + (1−q)·φ(−qδ)), φ(t) = eᵗ − 1 − t, for small δ. Turned round so that δ = D > 0, its terms are
 * q·e^{(1−q)D}·ψ((1−q)D) and (1−q)·χ(qD). Elsewhere (1−q)[log(1−q) − log(1−q̂)] + q[log q − log q̂].
 */
function divergence(predicted: Expression, difference: Expression, { logYes, logNo }: Odds): Expression {
  const d = absolute(difference);
  const turned = less(difference, 0);
  const [logUp, logDown] = [select(turned, logNo, logYes), select(turned, logYes, logNo)];
  const [up, down] = [exp(logUp), exp(logDown)];
  const tilt = multiply(down, d);
  const rising = timesExp(psi(tilt), add(logUp, tilt));
  const near = log1p(add(rising, multiply(down, chi(multiply(up, d)))));
  const yes = timesExp(add(softplus(negate(predicted)), logYes), logYes);
  const no = timesExp(add(softplus(predicted), logNo), logNo);
  return select(less(d, farFrom), near, add(yes, no));
}

/** σ(û) − σ(u) = sign(δ)·σ(±û)·σ(∓u)·(1 − e^{−|δ|}), signs so that the larger of the two falls away. */
function sigmoidDifference({ predicted, target, difference }: Point): Expression {
  const direction = sign(difference);
  const product = multiply(sigmoidOf(multiply(predicted, direction)), sigmoidOf(multiply(target, negate(direction))));
  return multiply(product, multiply(direction, saturation(absolute(difference))));
}

/**
 * Both where float64 arithmetic leaves digits to spare. Turned round so that δ = D > 0, with v and v̂ for u and û, ε = e^{−|v|}, π = ε/(1 + ε),
 * t = π for v > 0, −π elsewhere, the loss is tD + log(1 + r), r = −πw or π·w/(1 − w), w = 1 − e⁻ᴰ. For D < 0.03 it is a power series of D;
 * from 1 on max(v̂, 0) is taken out of the logarithm, r = (ε̂ − ε)/(1 + ε). So r lies within [−½, 1].
 */
function wideMatching({ predicted, target, difference, amplitude, scale }: Point): Matching {
  const d = absolute(difference);
  const direction = sign(difference);
  const [v, ahead] = [multiply(target, direction), multiply(predicted, direction)];
  const right = less(0, v);
  const [decay, aheadDecay] = [exp(negate(absolute(v))), exp(negate(absolute(ahead)))];
  const rest = divide(1, add(decay, 1));
  const share = multiply(decay, rest);
  const t = select(right, share, negate(share));
  const w = saturation(d);
  const product = multiply(share, rest);
  const skew = add(multiply(t, 2), select(right, -1, 1));
  const fourth = add(multiply(product, -0.25), 1 / 24);
  const fifth = multiply(skew, add(multiply(product, -0.1), 1 / 120));
  const terms = add(multiply(add(multiply(add(multiply(fifth, d), fourth), d), multiply(skew, 1 / 6)), d), 0.5);
  const far = lessEqual(1, d);
  const beyond = multiply(subtract(aheadDecay, decay), rest);
  const r = select(far, beyond, multiply(t, divide(w, select(right, -1, subtract(w, 1)))));
  const s = divide(r, add(r, 2));
  const logarithm = multiply(
    s,
    series(square(s), 9, (k) => 2 / (2 * k + 1)),
  );
  const lead = select(and(far, not(right)), maximum(ahead, 0), 0);
  const closed = add(add(multiply(t, d), logarithm), lead);
  const rise = multiply(select(right, share, rest), divide(select(less(0, ahead), 1, aheadDecay), add(aheadDecay, 1)));
  return {
    loss: multiply(scale, select(less(d, 0.03), multiply(multiply(product, square(d)), terms), closed)),
    gradient: multiply(amplitude, multiply(multiply(rise, w), direction)),
  };
}

export function sigmoidMatching(point: Point): Matching {
  const wide = wideMatching(point);
  const odds = { logYes: negate(softplus(negate(point.target))), logNo: negate(softplus(point.target)) };
  return {
    loss: byArithmetic(multiply(point.scale, divergence(point.predicted, point.difference, odds)), wide.loss),
    gradient: byArithmetic(multiply(point.amplitude, sigmoidDifference(point)), wide.gradient),
  };
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
): Matching {
  const logOf = (p: Expression, rest: Expression) => select(less(p, 0.5), logOrLow(p), log1p(negate(rest)));
  const odds = { logYes: logOf(yes, no), logNo: logOf(no, yes) };
  const ratio = divide(lead, no);
  const logit = select(less(absolute(ratio), 0.5), log1p(ratio), subtract(odds.logYes, odds.logNo));
  const difference = subtract(predicted, logit);
  const pull = subtract(multiply(no, sigmoidOf(predicted)), multiply(yes, sigmoidOf(negate(predicted))));
  return { loss: multiply(scale, divergence(predicted, difference, odds)), gradient: multiply(amplitude, pull) };
}

const base: BaseLink = {
  shape: 'neither',
  h: (u) => sigmoidOf(u),
  potential: (u) => softplus(u),
  matching: sigmoidMatching,
  outputTargets: {
    matching: (point) => {
      const [yes, no] = [point.output, negate(point.distance(1))];
      return sigmoidTowards(point, yes, no, subtract(yes, no));
    },
    valid: ({ output, distance }) => and(lessEqual(0, output), lessEqual(distance(1), 0)),
  },
};

/** h(z) = a·σ(b(z − c)): scores around the center matter, those far away hardly. Range [0, a], ends included as targets. */
export function sigmoid(options: PlacementSpec = {}): Link {
  return simpleLink({ ...options, kind: 'sigmoid' }, () => base);
}
