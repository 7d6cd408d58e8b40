import { add, input, less, maximum, minimum, multiply, select, square, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys } from '../links/check.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { slope } from '../links/sensitivity-matching.js';
import { type LossFamily, makeLoss } from './family.js';
import { linkKey, wordKey } from './keys.js';
import { type LinkFunctions, linkFunctions } from './link-terms.js';
import { type Loss, type LossExpressions, type LossParts, targetInput } from './loss.js';
import { timesUnlessZero } from './times-unless-zero.js';

/** The score whose sensitivity is the weight: the observed one, or the larger or smaller of the two. */
export type WeightPlace = 'target' | 'larger' | 'smaller';

export interface WeightedSquaredOptions {
  /** Default 'target'. 'larger' is for links that are steep at high scores, 'smaller' for those that are steep at low ones. */
  readonly at?: WeightPlace;
}

/** A weighted squared error as JSON. */
export type WeightedSquaredSpec<Inner extends LinkSpec> = {
  readonly kind: 'weightedSquared';
  readonly at?: WeightPlace;
  readonly link: Inner;
};

interface WeightedSquaredValues {
  readonly at: WeightPlace;
  readonly link: Link;
}

interface Scores {
  readonly predicted: Expression;
  readonly target: Expression;
  /** ŝ − s. */
  readonly error: Expression;
}

function scores(): Scores {
  const [predicted, target] = [input('predicted'), input('target')];
  return { predicted, target, error: subtract(predicted, target) };
}

/** ½h'(s)(ŝ − s)². */
function atTarget({ sensitivity }: LinkFunctions, { target, error }: Scores): LossExpressions {
  const weight = sensitivity(target);
  return {
    loss: multiply(timesUnlessZero(weight, square(error)), 0.5),
    gradient: timesUnlessZero(weight, error),
    hessian: weight,
  };
}

/** ∫ₛ^ŝ h'(z)(z − s) dz = D_H(s, ŝ): the matching loss with prediction and target exchanged. */
function atPredicted(functions: LinkFunctions, { predicted, target, error }: Scores): LossExpressions {
  const weight = functions.sensitivity(predicted);
  return {
    loss: functions.matching(target, predicted).loss,
    gradient: timesUnlessZero(weight, error),
    hessian: add(weight, timesUnlessZero(slope(functions.sensitivity)(predicted), error)),
  };
}

/** Whether the weight is taken at ŝ; it changes where ŝ = s, and both losses are 0. */
const isAtPredicted = (at: WeightPlace, { predicted, target }: Scores): Expression =>
  at === 'larger' ? less(target, predicted) : less(predicted, target);

function expressionsOf(functions: LinkFunctions, at: WeightPlace): LossExpressions {
  const own = scores();
  const observed = atTarget(functions, own);
  if (at === 'target') return observed;
  const [chosen, met] = [isAtPredicted(at, own), atPredicted(functions, own)];
  const one = (name: 'loss' | 'gradient' | 'hessian') => select(chosen, met[name], observed[name]);
  return { loss: one('loss'), gradient: one('gradient'), hessian: one('hessian') };
}

function weightPlace(at: WeightPlace, { predicted, target }: Scores): Expression {
  if (at === 'target') return target;
  return at === 'larger' ? maximum(predicted, target) : minimum(predicted, target);
}

function build({ at, link }: WeightedSquaredValues): LossParts {
  const functions = linkFunctions(link, 'link');
  const own = scores();
  return {
    axes: '',
    coupled: false,
    inputs: [targetInput('score', '')],
    expressions: expressionsOf(functions, at),
    plainGradient: multiply(functions.sensitivity(weightPlace(at, own)), own.error),
  };
}

/** As one would write it: D_H(s, ŝ) where the weight is taken at the prediction. */
function formula({ at, link }: WeightedSquaredValues): Expression {
  const own = scores();
  const { predicted, target, error } = own;
  const { h, potential, sensitivity } = linkFunctions(link, 'link');
  const observed = multiply(multiply(sensitivity(target), square(error)), 0.5);
  if (at === 'target') return observed;
  const met = subtract(multiply(error, h(predicted)), subtract(potential(predicted), potential(target)));
  return select(isAtPredicted(at, own), met, observed);
}

export const weightedSquaredDefinition: LossFamily<WeightedSquaredValues> = {
  kind: 'weightedSquared',
  keys: { at: wordKey<WeightPlace>(['target', 'larger', 'smaller'], 'target'), link: linkKey },
  build,
  formula,
};

/**
 * Squared error whose weight is the sensitivity of a link: the gradient is h'(m)(ŝ − s), where m is s, or the larger or smaller of ŝ and s, as when weights are
 * taken anew from the predictions of each step and held. The loss is what has this gradient: ½h'(s)(ŝ − s)², and where the weight is taken at ŝ, ∫ₛ^ŝ h'(z)(z − s) dz.
 * A rival of the matching loss with the same link. Convex in ŝ with `at: 'target'`; with 'larger' where the link is convex, such as exp, with 'smaller' where it
 * is concave; not in general. Shapes as those of `matching`; targets are scores.
 */
export function weightedSquared<Inner extends Link>(
  link: Inner,
  options: WeightedSquaredOptions = {},
): Loss<WeightedSquaredSpec<Inner['spec']>> {
  const loss: Loss = makeLoss(weightedSquaredDefinition, { ...checkKeys(options, ['at'], 'options'), link });
  return loss as Loss<WeightedSquaredSpec<Inner['spec']>>;
}
