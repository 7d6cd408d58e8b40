import {
  absolute,
  constant,
  divide,
  equal,
  index,
  input,
  less,
  multiply,
  not,
  select,
  size,
  subtract,
  sum,
} from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { checkOneOf } from '../links/check.js';
import { optionalKey } from './keys.js';
import { type LossExpressions, type LossInput, targetInput } from './loss.js';
import { pairDifference } from './pairs.js';

/** What a pair counts, besides 1: |ΔNDCG| of LambdaRank, or the product of weights of its items. */
export type PairWeight = 'lambda' | 'item';

export const pairWeightKey = optionalKey<PairWeight>((value, path) =>
  checkOneOf(value, ['lambda', 'item'] as const, path),
);

/** Data that the weights of pairs are made of, one number per item. */
function weightInputs(weight: PairWeight | undefined): readonly LossInput[] {
  if (weight === 'item') return [targetInput('weight', 'i', 'itemWeight')];
  return weight === 'lambda' ? ['gain', 'discount'].map((name) => targetInput('number', 'i', name)) : [];
}

/** What losses of pairs are given: what was observed of every item, and what pairs count. */
export const pairInputs = (target: 'score' | 'relevance', weight: PairWeight | undefined): readonly LossInput[] => [
  targetInput(target === 'score' ? target : 'number', 'i'),
  ...weightInputs(weight),
];

const distance = (name: string) => absolute(pairDifference(input(name, 'i')));

/** w of the pair (i, j); undefined where it is 1. LambdaRank: |gainᵢ − gainⱼ|·|discountᵢ − discountⱼ| (Burges, Ragno & Le 2006). */
function weightOf(weight: PairWeight | undefined): Expression | undefined {
  if (weight === 'lambda') return multiply(distance('gain'), distance('discount'));
  const own = input('itemWeight', 'i');
  return weight === 'item' ? multiply(own, swapAxes(own)) : undefined;
}

/** Of the pair (i, j): its loss, and what the pairs of i and j, in both orders, add to the derivatives by ŝᵢ. */
export interface PairTerms {
  readonly loss: Expression;
  readonly gradient: Expression;
  readonly hessian: Expression;
  readonly plainGradient: Expression;
}

/** Sums over all ordered pairs of a list, and what these count. */
export interface PairTotals extends PairTerms {
  readonly weight: Expression;
}

const differentItems = not(equal(index('i'), index('j')));

/** K(K − 1), K the number of items kept. */
const orderedPairs = multiply(size('i'), subtract(size('i'), 1));

const overPairs = (x: Expression): Expression => sum(sum(x, 'j'), 'i');

/** The mean over pairs as one would write it: over those whose first item is observed to be higher, or over all. */
export function meanFormula(ofPair: Expression, kind: PairWeight | undefined, ordered: boolean): Expression {
  const [own, other] = [input('target', 'i'), input('target', 'j')];
  const weight = weightOf(kind) ?? constant(1);
  const counted = (x: Expression) => overPairs(select(ordered ? less(other, own) : differentItems, x, 0));
  return divide(counted(multiply(ofPair, weight)), counted(weight));
}

/** Adds up pairs that count: all of two different items (`counted` left out), or some of them. */
export function pairTotals(terms: PairTerms, kind: PairWeight | undefined, counted?: Expression): PairTotals {
  const weight = weightOf(kind);
  const counts = counted ?? differentItems;
  const weighted = (x: Expression) => select(counts, weight === undefined ? x : multiply(x, weight), 0);
  const everyPair = counted === undefined && weight === undefined;
  return {
    loss: overPairs(weighted(terms.loss)),
    gradient: sum(weighted(terms.gradient), 'j'),
    hessian: sum(weighted(terms.hessian), 'j'),
    plainGradient: sum(weighted(terms.plainGradient), 'j'),
    weight: everyPair ? orderedPairs : overPairs(select(counts, weight ?? 1, 0)),
  };
}

/** The mean over the pairs of a list, Σ w·L / Σ w. A list without a pair has none, and counts nothing. */
export function pairMean({ weight, ...totals }: PairTotals): LossExpressions & { readonly plainGradient: Expression } {
  // A weight that is NaN is no list without a pair: it gives NaN.
  const counts = not(equal(weight, 0));
  // Not 0: what flows back to a list without a pair would be 0/0, which no select takes away.
  const divisor = select(counts, weight, 1);
  const mean = (x: Expression) => select(counts, divide(x, divisor), 0);
  return {
    loss: mean(totals.loss),
    gradient: mean(totals.gradient),
    hessian: mean(totals.hessian),
    plainGradient: mean(totals.plainGradient),
    counts,
  };
}
