import { LossmithOptionError } from '../errors/errors.js';
import { equal, input, select, subtract, sum } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys, checkOneOf } from '../links/check.js';
import type { Link, OutputTargets } from '../links/link.js';
import { checkLink } from '../links/sum.js';
import { type LinkFunctions, linkFunctions } from './link-terms.js';
import { freezeLoss, type Loss, type LossExpressions } from './loss.js';
import type { MatchingSpec } from './loss-spec.js';

export interface MatchingOptions {
  /** Whether targets are observed scores s or observed outputs y = h(s). Default 'score'. */
  readonly target?: 'score' | 'output';
}

interface Entry extends LossExpressions {
  readonly plainGradient: Expression;
}

/** The link's treatment of output targets, or an error that says what to do instead. */
function outputTargetsOf(link: Link, { terms }: LinkFunctions): OutputTargets {
  const found = terms.length === 1 && link.spec.kind !== 'sum' ? terms[0]?.outputTargets : undefined;
  if (found !== undefined) return found;
  throw new LossmithOptionError(
    'target',
    `'output' is not known for the link ${link.spec.kind}`,
    "use target: 'score' with invert(link, outputs)",
  );
}

/** Loss, gradient and curvature of one score, along whatever axes the inputs have. */
function entry(link: Link, predicted: Expression, target: Expression, kind: 'score' | 'output'): Entry {
  const functions = linkFunctions(link, 'link');
  const hessian = functions.sensitivity(predicted);
  if (kind === 'score') {
    const plainGradient = subtract(functions.h(predicted), functions.h(target));
    return { ...functions.matching(predicted, target), hessian, plainGradient };
  }
  const outputs = outputTargetsOf(link, functions);
  const { loss, gradient } = outputs.matching(predicted, target);
  const valid = outputs.valid(target);
  const plainGradient = subtract(functions.h(predicted), target);
  return { loss, gradient, hessian, plainGradient, ...(valid === undefined ? {} : { valid }) };
}

/** A row is valid where each of its classes is. */
function wholeRow(valid: Expression | undefined, axes: '' | 'i'): Partial<LossExpressions> {
  if (valid === undefined) return {};
  return { valid: axes === '' ? valid : equal(sum(select(valid, 0, 1), 'i'), 0) };
}

function build(kind: MatchingSpec['kind'], link: Link, options: MatchingOptions): Loss {
  checkLink(link, 'link');
  checkKeys(options, ['target'], 'options');
  const target = checkOneOf(options.target ?? 'score', ['score', 'output'], 'target');
  const axes = kind === 'perClass' ? 'i' : '';
  const { plainGradient, ...expressions } = entry(link, input('predicted', axes), input('target', axes), target);
  const total = (x: Expression) => (kind === 'perClass' ? sum(x, 'i') : x);
  return freezeLoss({
    spec: { kind, target, link: link.spec },
    axes,
    coupled: false,
    target: { kind: target, axes },
    expressions: { ...expressions, loss: total(expressions.loss), ...wholeRow(expressions.valid, axes) },
    plainGradient,
  });
}

/**
 * D_H(ŝ, s) = ∫ₛ^ŝ (h(z) − h(s)) dz, the area under the link between target and prediction. Gradient h(ŝ) − h(s),
 * curvature h'(ŝ). Shapes: predicted and target alike, the loss has their shape. Convex in ŝ.
 * With `target: 'output'` the target is y = h(s): the Fenchel–Young loss H(ŝ) − yŝ + H*(y), gradient h(ŝ) − y.
 * Source: Shamir & Warmuth, arXiv 2506.04446; Auer, Herbster & Warmuth 1996.
 */
export function matching(link: Link, options: MatchingOptions = {}): Loss {
  return build('matching', link, options);
}

/** Σₖ D_H(ŝₖ, sₖ) over the classes of a row (last axis), a sum and not a mean. */
export function perClass(link: Link, options: MatchingOptions = {}): Loss {
  return build('perClass', link, options);
}
