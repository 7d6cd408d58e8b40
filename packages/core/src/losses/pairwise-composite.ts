import { LossmithOptionError } from '../errors/errors.js';
import {
  absolute,
  add,
  divide,
  equal,
  exp,
  less,
  log,
  multiply,
  negate,
  parameter,
  select,
  sigmoid,
  softplus,
  subtract,
} from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import { timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys } from '../links/check.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { sensitivityMatching, slope as slopeOf } from '../links/sensitivity-matching.js';
import { logistic } from '../links/sigmoid.js';
import { checkConvex } from './convexity.js';
import { type LossFamily, makeLoss } from './family.js';
import { flagKey, linkKey, wordKey } from './keys.js';
import { linkFunctions, summed } from './link-terms.js';
import type { Loss, LossParts } from './loss.js';
import {
  meanFormula,
  type PairTerms,
  type PairWeight,
  pairInputs,
  pairMean,
  pairTotals,
  pairWeightKey,
} from './pair-mean.js';
import { exactPairDifference, orientation, pairDifference, predicted, target } from './pairs.js';
import { temperatureKey } from './row-loss.js';
import { differencesOf, type Transform } from './transform.js';

export interface PairwiseCompositeOptions {
  /** 'matching': the matching loss of log(e^{U(a)} + e^{U(b)}), convex; 'divergence': KL(q ‖ q̂), for every transform. */
  readonly form: 'matching' | 'divergence';
  /** Scores of every item (default), or its relevance: who belongs above whom (divergence form only). */
  readonly target?: 'score' | 'relevance';
  /** τ > 0, in units of the transformed score. Default 1. */
  readonly temperature?: number;
  /** What pairs count, see `pairwise`. Left out: 1. */
  readonly pairWeight?: PairWeight;
  /** Skips the check that the transform is convex, which the matching form needs. */
  readonly assumeConvex?: boolean;
}

/** A pairwise composite loss as JSON. */
export type PairwiseCompositeSpec<Inner extends LinkSpec = LinkSpec> = {
  readonly kind: 'pairwiseComposite';
  readonly form: 'matching' | 'divergence';
  readonly target: 'score' | 'relevance';
  readonly temperature?: number;
  readonly pairWeight?: PairWeight;
  readonly transform: Inner;
  readonly assumeConvex?: boolean;
};

interface PairwiseCompositeValues {
  readonly form: 'matching' | 'divergence';
  readonly target: 'score' | 'relevance';
  readonly temperature: number;
  readonly pairWeight: PairWeight | undefined;
  readonly transform: Link;
  readonly assumeConvex: boolean;
}

/** Per item: U, U' and U'' at the predicted score. */
function itemsOf({ functions, temperature }: Transform) {
  const over = (x: Expression) => divide(x, temperature);
  return {
    u: over(functions.h(predicted)),
    slope: over(functions.sensitivity(predicted)),
    curvature: over(slopeOf(functions.sensitivity)(predicted)),
  };
}

/** Twice the derivatives by ŝᵢ of a loss of Uᵢ − Uⱼ: a pair is met in both orders. */
const itemTerms = (
  { slope, curvature }: ReturnType<typeof itemsOf>,
  loss: Expression,
  [first, plain, second]: readonly [Expression, Expression, Expression],
): PairTerms => ({
  loss,
  gradient: multiply(multiply(slope, first), 2),
  hessian: multiply(add(multiply(curvature, first), multiply(multiply(slope, second), slope)), 2),
  plainGradient: multiply(multiply(slope, plain), 2),
});

/** KL(q ‖ q̂) of the pair is the matching loss of σ between the differences of U; what is needed of it for the other form. */
function divergenceOf(transform: Transform) {
  const { functions, temperature } = transform;
  const items = itemsOf(transform);
  const of = differencesOf(transform, { predicted, target });
  const difference = exactPairDifference(of);
  const [x, u] = [pairDifference(items.u), pairDifference(divide(functions.h(target), temperature))];
  return { items, x, u, difference, ...logistic().matching(x, u, divide(difference, of.temperature)) };
}

const bend = (x: Expression) => multiply(sigmoid(x), sigmoid(negate(x)));

function ofDivergence(transform: Transform): PairTerms {
  const { items, x, u, loss, gradient } = divergenceOf(transform);
  return itemTerms(items, loss, [gradient, subtract(sigmoid(x), sigmoid(u)), bend(x)]);
}

/**
 * D = KL(q ‖ q̂) + Σ q·D_U, D_U the matching loss of the link U' at one item: over both orders of a pair twice that of item i. Gradient U'(ŝ)q̂ − U'(s)q,
 * which is U'(ŝ)(q̂ − q) + (U'(ŝ) − U'(s))q beside the optimum.
 */
function ofMatching(transform: Transform): PairTerms {
  const { functions, temperature } = transform;
  const { items, x, u, difference, loss, gradient } = divergenceOf(transform);
  const over = (z: Expression) => divide(z, temperature);
  const scalar = summed(functions.terms.map((term) => sensitivityMatching(term, predicted, target)));
  const [logQ, logPredicted] = [negate(softplus(negate(u))), negate(softplus(negate(x)))];
  const observed = over(functions.sensitivity(target));
  const beside = add(multiply(items.slope, gradient), timesExp(over(scalar.gradient), logQ));
  const apart = subtract(timesExp(items.slope, logPredicted), timesExp(observed, logQ));
  const near = less(absolute(difference), multiply(temperature, 0.5));
  const own = select(equal(scalar.gradient, 0), beside, select(near, beside, apart));
  const second = multiply(multiply(items.slope, bend(x)), items.slope);
  return {
    loss: add(loss, timesExp(multiply(over(scalar.loss), 2), logQ)),
    gradient: multiply(own, 2),
    hessian: multiply(add(multiply(items.curvature, sigmoid(x)), second), 2),
    plainGradient: multiply(subtract(multiply(items.slope, sigmoid(x)), multiply(observed, sigmoid(u))), 2),
  };
}

/** −log q̂ of the more relevant item. */
function ofRelevance(transform: Transform): PairTerms {
  const items = itemsOf(transform);
  const { oriented } = orientation();
  const x = oriented(pairDifference(items.u));
  const pull = oriented(negate(sigmoid(negate(x))));
  const { gradient, hessian, ...terms } = itemTerms(items, softplus(negate(x)), [pull, pull, bend(x)]);
  // e^−U goes to 0 faster than U' and U'' grow: where U overflows, their product is 0 and not 0·∞.
  const settledPair = (derivative: Expression) => select(equal(pull, 0), 0, derivative);
  return { ...terms, gradient: settledPair(gradient), hessian: settledPair(hessian) };
}

function termsOf(values: PairwiseCompositeValues): PairTerms {
  const { form, target: kind, transform, assumeConvex, temperature } = values;
  const at = { functions: linkFunctions(transform, 'transform'), temperature: parameter('temperature', temperature) };
  if (form === 'matching' && kind !== 'score')
    throw new LossmithOptionError('target', "the matching form takes 'score' only", "use form: 'divergence'");
  if (form === 'matching' && !assumeConvex) checkConvex(transform);
  if (kind === 'relevance') return ofRelevance(at);
  return form === 'matching' ? ofMatching(at) : ofDivergence(at);
}

function build(values: PairwiseCompositeValues): LossParts {
  const { target: kind, pairWeight } = values;
  const counted = kind === 'relevance' ? orientation().differs : undefined;
  const { plainGradient, ...expressions } = pairMean(pairTotals(termsOf(values), pairWeight, counted));
  return {
    axes: 'i',
    coupled: true,
    inputs: pairInputs(kind, pairWeight),
    expressions,
    plainGradient,
  };
}

/** Of each pair −log q̂ of the more relevant item, Σ q(log q − log q̂), or H(ŝ) − H(s) − Σ(ŝ − s)·U'(s)·q, H = log Σ e^U. */
function formula({ form, transform, temperature, target: kind, pairWeight }: PairwiseCompositeValues): Expression {
  const { h, sensitivity } = linkFunctions(transform, 'transform');
  const U = (z: Expression) => divide(h(z), temperature);
  const logQ = (z: Expression) => negate(softplus(negate(pairDifference(U(z)))));
  const mean = (x: Expression) => meanFormula(x, pairWeight, kind === 'relevance');
  if (kind === 'relevance') return mean(negate(logQ(predicted)));
  const q = exp(logQ(target));
  if (form === 'divergence') return mean(multiply(multiply(q, subtract(logQ(target), logQ(predicted))), 2));
  const H = (z: Expression) => log(add(exp(U(z)), exp(swapAxes(U(z)))));
  const rise = multiply(multiply(subtract(predicted, target), divide(sensitivity(target), temperature)), q);
  return mean(subtract(subtract(H(predicted), H(target)), multiply(rise, 2)));
}

export const pairwiseCompositeDefinition: LossFamily<PairwiseCompositeValues> = {
  kind: 'pairwiseComposite',
  keys: {
    form: wordKey(['matching', 'divergence']),
    target: wordKey(['score', 'relevance'], 'score'),
    temperature: temperatureKey,
    pairWeight: pairWeightKey,
    transform: linkKey,
    assumeConvex: flagKey,
  },
  build,
  formula,
};

/**
 * The mean over the pairs of a list of the composite Softmax loss of two classes, their scores transformed by T: unlike `pairwise`, where a pair stands on the
 * score axis matters, not only its difference. Target 'relevance': −log q̂ of the more relevant item. With T = identity and 'relevance' it is RankNet. Shapes as in `pairwise`.
 * Time is quadratic in the items, memory linear.
 */
export function pairwiseComposite<Inner extends Link>(
  transform: Inner,
  options: PairwiseCompositeOptions,
): Loss<PairwiseCompositeSpec<Inner['spec']>> {
  const known = ['form', 'target', 'temperature', 'pairWeight', 'assumeConvex'];
  const given = checkKeys(options, known, 'options');
  return makeLoss(pairwiseCompositeDefinition, { ...given, transform }) as Loss as Loss<
    PairwiseCompositeSpec<Inner['spec']>
  >;
}
