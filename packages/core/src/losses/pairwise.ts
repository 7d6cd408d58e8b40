import { LossmithOptionError } from '../errors/errors.js';
import { add, multiply, parameter, subtract } from '../expressions/build.js';
import { type Expression, isConstant } from '../expressions/expression.js';
import { checkFinite, checkKeys, checkOneOf } from '../links/check.js';
import type { Link, LossAndGradient, Term } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { type LossFamily, makeLoss } from './family.js';
import { linkKey, optionalKey, wordKey } from './keys.js';
import { linkFunctions } from './link-terms.js';
import type { Loss, LossParts } from './loss.js';
import { outputTargetsOf } from './matching.js';
import {
  meanFormula,
  type PairTerms,
  type PairTotals,
  type PairWeight,
  pairInputs,
  pairMean,
  pairTotals,
  pairWeightKey,
} from './pair-mean.js';
import { orientation, pairDifference, predicted, type ScorePair, scorePair, target, turned } from './pairs.js';
import { separableSums } from './separable-pairs.js';
import { checkOutput, settledAt, topOf } from './settled.js';

export interface PairwiseOptions {
  /** Whether the target holds a score of every item (default), whose differences are observed, or its relevance: who belongs above whom. */
  readonly target?: 'score' | 'relevance';
  /**
   * For scores: 'both' (default) takes every pair in both orders, 'byTarget' once, the higher observed score first. They differ for links that are not odd.
   */
  readonly order?: 'both' | 'byTarget';
  /** For relevance: the output y = h(x) that the difference of scores x is to reach, inside or at the end of the link's range. Default 1. */
  readonly output?: number;
  /** 'lambda': a pair counts |gainᵢ − gainⱼ|·|discountᵢ − discountⱼ|, of the inputs `gain` and `discount`; 'item': the product of its `itemWeight`s. Left out: 1. */
  readonly pairWeight?: PairWeight;
}

/** A pairwise loss as JSON. */
export type PairwiseSpec<Inner extends LinkSpec = LinkSpec> = {
  readonly kind: 'pairwise';
  readonly target: 'score' | 'relevance';
  readonly order?: 'both' | 'byTarget';
  readonly output?: number;
  readonly pairWeight?: PairWeight;
  readonly link: Inner;
};

interface PairwiseValues {
  readonly target: 'score' | 'relevance';
  readonly order: 'both' | 'byTarget' | undefined;
  readonly output: number | undefined;
  readonly pairWeight: PairWeight | undefined;
  readonly link: Link;
}

/** Pairs in both orders: odd links need half the work, cubic ones have a closed form. */
const settled = settledAt({ center: 0, exponent: 3 });
/** Pairs that are to reach an output of 1, where the range of the sigmoid ends. */
const settledOutputs = settledAt({ amplitude: 1, output: 1 });

/** What a pair in both orders adds: L(x) for this one, and to the gradient by ŝᵢ h(x) − h(u) and, turned, −(h(−x) − h(−u)). */
function bothOrders(term: Term, pair: ScorePair): PairTerms {
  const at = ({ predicted: x, target: u, difference }: ScorePair) => term.matching(x, u, difference);
  const other = turned(pair);
  const own = at(pair);
  const odd = term.pairs?.odd === true && isConstant(settled(term.pairs.center), 0);
  const both = (x: Expression, y: () => Expression) => (odd ? multiply(x, 2) : y());
  const slope = term.sensitivity(pair.predicted);
  const rise = (z: ScorePair) => subtract(term.h(z.predicted), term.h(z.target));
  return {
    loss: own.loss,
    gradient: both(own.gradient, () => subtract(own.gradient, at(other).gradient)),
    hessian: both(slope, () => add(slope, term.sensitivity(other.predicted))),
    plainGradient: subtract(rise(pair), rise(other)),
  };
}

/** The closed form of a term, if it has one. */
function separableOf({ pairs }: Term): LossAndGradient | undefined {
  const where = pairs?.separable?.where;
  const holds = where === undefined || isConstant(settled(where.value), where.is);
  return pairs?.separable && holds ? separableSums(pairs, pairs.separable.form) : undefined;
}

/** Sums over all pairs of a term, by its closed form where it has one. */
function sumsOf(term: Term, pair: ScorePair, pairWeight: PairWeight | undefined): PairTotals {
  const totals = pairTotals(bothOrders(term, pair), pairWeight);
  return { ...totals, ...(pairWeight === undefined ? separableOf(term) : undefined) };
}

/** What is made of all sums but of what they count. */
const settledTotals = (totals: PairTotals, settle: (x: Expression) => Expression): PairTotals => ({
  weight: totals.weight,
  loss: settle(totals.loss),
  gradient: settle(totals.gradient),
  hessian: settle(totals.hessian),
  plainGradient: settle(totals.plainGradient),
});

/** Several terms, whose pairs count the same. */
const addedUp = (all: readonly PairTotals[]): PairTotals =>
  all.reduce((total, one) => ({
    weight: one.weight,
    loss: add(total.loss, one.loss),
    gradient: add(total.gradient, one.gradient),
    hessian: add(total.hessian, one.hessian),
    plainGradient: add(total.plainGradient, one.plainGradient),
  }));

/** Of a pair that is taken once, oriented: twice its derivatives, as it is met in both orders. */
function oneOrder(of: (x: Expression) => LossAndGradient & { hessian: Expression; rise: Expression }): PairTerms {
  const { oriented } = orientation();
  const { loss, gradient, hessian, rise } = of(oriented(pairDifference(predicted)));
  const twice = (x: Expression) => multiply(oriented(x), 2);
  return { loss, gradient: twice(gradient), hessian: multiply(hessian, 2), plainGradient: twice(rise) };
}

function checkOptions({ target: kind, order, output }: PairwiseValues): void {
  if (kind === 'relevance' && order !== undefined) {
    throw new LossmithOptionError('order', 'is for score targets', 'leave it out: relevance orders the pairs');
  }
  if (kind === 'score' && output !== undefined)
    throw new LossmithOptionError('output', 'is for relevance', "leave it out, or use target: 'relevance'");
}

/** H(x) − yx + H*(y) of the pairs whose relevance differs, x the score of the more relevant item less that of the other. */
function ofRelevance(values: PairwiseValues): PairTotals & { readonly valid: Expression | undefined } {
  const functions = linkFunctions(values.link, 'link');
  const outputs = outputTargetsOf(values.link, functions);
  const y = parameter('output', values.output ?? 1);
  const top = topOf(outputs, y, settledOutputs);
  const terms = oneOrder((x) => ({
    ...(top?.matching(x) ?? outputs.matching(x, y)),
    hessian: functions.sensitivity(x),
    rise: subtract(functions.h(x), y),
  }));
  const valid = outputs.valid(y);
  checkOutput(valid, 'output', values.output ?? 1);
  return {
    ...settledTotals(pairTotals(terms, values.pairWeight, orientation().differs), settledOutputs),
    valid: valid && settledOutputs(valid),
  };
}

function ofScores({ link, order, pairWeight }: PairwiseValues): PairTotals {
  const pair = scorePair();
  const functions = linkFunctions(link, 'link');
  if (order === 'byTarget') {
    const { differs, oriented } = orientation();
    const u = oriented(pair.target);
    const terms = oneOrder((x) => ({
      ...functions.matching(x, u, oriented(pair.difference)),
      hessian: functions.sensitivity(x),
      rise: subtract(functions.h(x), functions.h(u)),
    }));
    return pairTotals(terms, pairWeight, differs);
  }
  return settledTotals(addedUp(functions.terms.map((term) => sumsOf(term, pair, pairWeight))), settled);
}

function build(values: PairwiseValues): LossParts {
  checkOptions(values);
  const { valid, ...totals } =
    values.target === 'score' ? { valid: undefined, ...ofScores(values) } : ofRelevance(values);
  const { plainGradient, ...expressions } = pairMean(totals);
  return {
    axes: 'i',
    coupled: true,
    inputs: pairInputs(values.target, values.pairWeight),
    expressions: { ...expressions, ...(valid === undefined ? {} : { valid }) },
    plainGradient,
  };
}

/** The mean over pairs of H(x) − H(u) − (x − u)·h(u), or of H(x) − yx. */
function formula({ link, target: kind, order, output = 1, pairWeight }: PairwiseValues): Expression {
  const { h, potential: H } = linkFunctions(link, 'link');
  const [x, u] = [pairDifference(predicted), pairDifference(target)];
  const rise = multiply(subtract(x, u), h(u));
  const ofPair = kind === 'score' ? subtract(subtract(H(x), H(u)), rise) : subtract(H(x), multiply(x, output));
  return meanFormula(ofPair, pairWeight, kind === 'relevance' || order === 'byTarget');
}

export const pairwiseDefinition: LossFamily<PairwiseValues> = {
  kind: 'pairwise',
  keys: {
    target: wordKey(['score', 'relevance'], 'score'),
    order: optionalKey((value, path) => checkOneOf(value, ['both', 'byTarget'] as const, path)),
    output: optionalKey(checkFinite),
    pairWeight: pairWeightKey,
    link: linkKey,
  },
  build,
  formula,
};

/**
 * The mean over the pairs of a list of a matching loss of the difference of two scores, x = ŝᵢ − ŝⱼ. Target 'score': D_H(x, sᵢ − sⱼ) over all pairs in both
 * orders, or those with sᵢ > sⱼ. Target 'relevance': H(x) − yx + H*(y) over pairs with tᵢ > tⱼ; with a sigmoid link and y = 1 RankNet (Burges et al. 2005).
 * Shapes: predicted and target [lists, items], the loss one number per list; a list without a pair has loss 0 and counts nothing in a mean.
 * Convex in ŝ. Numbers that save work are no parameters: a center of 0 and an exponent of 3 for score targets, an amplitude and an output of 1 for relevance. Time is linear in the items for identity, exp, sinh, power 3, their mirrors and sums (target 'score', both orders, no weights of pairs), else quadratic;
 * memory is linear.
 */
export function pairwise<Inner extends Link>(
  link: Inner,
  options: PairwiseOptions = {},
): Loss<PairwiseSpec<Inner['spec']>> {
  const given = checkKeys(options, ['target', 'order', 'output', 'pairWeight'], 'options');
  return makeLoss(pairwiseDefinition, { ...given, link }) as Loss as Loss<PairwiseSpec<Inner['spec']>>;
}
