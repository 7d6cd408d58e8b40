import { add, input, multiply, square, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys } from '../links/check.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { slope } from '../links/sensitivity-matching.js';
import { type LossFamily, makeLoss, withFloor } from './family.js';
import { linkKey, wordKey } from './keys.js';
import { linkFunctions } from './link-terms.js';
import { type Loss, type LossParts, targetInput } from './loss.js';
import { type MatchingOptions, matchingFloor, outputTargetsOf, type TargetOf } from './matching.js';
import { timesUnlessZero } from './times-unless-zero.js';

/** A squared difference of links as JSON. */
export type LinkSquaredSpec<Inner extends LinkSpec> = {
  readonly kind: 'linkSquared';
  readonly target: 'score' | 'output';
  readonly link: Inner;
};

interface LinkSquaredValues {
  readonly target: 'score' | 'output';
  readonly link: Link;
}

const scores = () => ({ predicted: input('predicted'), target: input('target') });

/** h(ŝ) − h(s) as one would write it, or h(ŝ) − y. */
function plainDifference(values: LinkSquaredValues): Expression {
  const { predicted, target } = scores();
  const { h } = linkFunctions(values.link, 'link');
  return subtract(h(predicted), values.target === 'output' ? target : h(target));
}

/**
 * The difference g = h(ŝ) − h(s) is the gradient of the matching loss, whose form keeps its digits. The loss is ½g², its gradient h'(ŝ)·g, its second
 * derivative h'(ŝ)² + h''(ŝ)·g. At a power's center h' or h'' may be infinite; where g is 0 the products are.
 */
function build(values: LinkSquaredValues): LossParts {
  const { predicted, target } = scores();
  const functions = linkFunctions(values.link, 'link');
  const outputs = values.target === 'output' ? outputTargetsOf(values.link, functions) : undefined;
  const difference = (outputs ?? functions).matching(predicted, target).gradient;
  const sensitivity = functions.sensitivity(predicted);
  const valid = outputs?.valid(target);
  return {
    axes: '',
    coupled: false,
    inputs: [targetInput(values.target, '')],
    expressions: {
      loss: multiply(square(difference), 0.5),
      gradient: timesUnlessZero(sensitivity, difference),
      hessian: add(square(sensitivity), timesUnlessZero(slope(functions.sensitivity)(predicted), difference)),
      ...(valid === undefined ? {} : { valid }),
    },
    plainGradient: multiply(sensitivity, plainDifference(values)),
  };
}

export const linkSquaredDefinition: LossFamily<LinkSquaredValues> = {
  kind: 'linkSquared',
  keys: { target: wordKey(['score', 'output'], 'score'), link: linkKey },
  build,
  formula: (values) => multiply(square(plainDifference(values)), 0.5),
};

// Beside the optimum it is ½(h'·(ŝ − h⁻¹(y)))², and its second derivative h'².
export const linkSquaredFamily: LossFamily<LinkSquaredValues> = /* @__PURE__ */ withFloor(
  linkSquaredDefinition,
  matchingFloor,
);

/**
 * ½(h(ŝ) − h(s))²: squared error of what the link makes of scores, a rival of the matching loss with the same link. Gradient h'(ŝ)(h(ŝ) − h(s)). Not convex in ŝ,
 * but for the identity: where the link is flat the gradient vanishes however wrong ŝ is. Shapes as those of `matching`. With `target: 'output'` the target is y = h(s);
 * a sigmoid link then gives half the Brier score (Brier 1950).
 */
export function linkSquared<Inner extends Link>(
  link: Inner,
  options: MatchingOptions<TargetOf<Inner['spec']>> = {},
): Loss<LinkSquaredSpec<Inner['spec']>> {
  const loss: Loss = makeLoss(linkSquaredDefinition, { ...checkKeys(options, ['target'], 'options'), link });
  return loss as Loss<LinkSquaredSpec<Inner['spec']>>;
}
