import { LossmithOptionError } from '../errors/errors.js';
import { equal, input, multiply, select, subtract, sum } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys } from '../links/check.js';
import { distanceFromCenters } from '../links/distances.js';
import type { Link, OutputTargets } from '../links/link.js';
import type { LinkSpec, MirrorSpec } from '../links/link-spec.js';
import { type ExactExample, type LossFamily, makeLoss, withFloor } from './family.js';
import { linkKey, wordKey } from './keys.js';
import { type LinkFunctions, linkFunctions } from './link-terms.js';
import { type Loss, type LossExpressions, type LossParts, targetInput } from './loss.js';
import { narrowedMatching } from './narrowed-matching.js';

/** Links that take observed outputs, besides mirrors of them; a type error is better than an error. */
type WithOutputs =
  | 'identity'
  | 'sigmoid'
  | 'tanh'
  | 'arctan'
  | 'softsign'
  | 'sinh'
  | 'asinh'
  | 'exp'
  | 'power'
  | 'clip';

/** What targets a link takes. */
export type TargetOf<Spec extends LinkSpec> = [LinkSpec] extends [Spec]
  ? 'score' | 'output'
  : Spec extends MirrorSpec<infer Inner>
    ? TargetOf<Inner>
    : Spec['kind'] extends WithOutputs
      ? 'score' | 'output'
      : 'score';

export interface MatchingOptions<Target extends 'score' | 'output' = 'score' | 'output'> {
  /**
   * Whether targets are observed scores s or observed outputs y = h(s). Default 'score'. Outputs are taken by identity, sigmoid, tanh,
   * arctan, softsign, sinh, asinh, exp, power, clip and their mirrors; for other links turn them into scores with `invert`.
   */
  readonly target?: Target;
}

/** A matching loss as JSON. */
export type MatchingSpec<Kind extends 'matching' | 'perClass', Inner extends LinkSpec> = {
  readonly kind: Kind;
  readonly target: 'score' | 'output';
  readonly link: Inner;
};

interface MatchingValues {
  readonly target: 'score' | 'output';
  readonly link: Link;
}

interface Entry extends LossExpressions {
  readonly plainGradient: Expression;
}

const keys = { target: wordKey(['score', 'output'], 'score'), link: linkKey };

/** The link's treatment of output targets, or an error that says what to do instead. */
export function outputTargetsOf(link: Link, { terms }: LinkFunctions): OutputTargets {
  const found = terms.length === 1 && link.spec.kind !== 'sum' ? terms[0]?.outputTargets : undefined;
  if (found !== undefined) return found;
  throw new LossmithOptionError(
    'target',
    `'output' is not known for the link ${link.spec.kind}`,
    "use target: 'score' with invert(link, outputs)",
  );
}

/** Loss, gradient and curvature of one score, along whatever axes the inputs have. */
function entry({ link, target: kind }: MatchingValues, predicted: Expression, target: Expression): Entry {
  const functions = linkFunctions(link, 'link');
  const hessian = functions.sensitivity(predicted);
  if (kind === 'score') {
    const plainGradient = subtract(functions.h(predicted), functions.h(target));
    return { ...narrowedMatching(functions, predicted, target), hessian, plainGradient };
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

function build(values: MatchingValues, axes: '' | 'i'): LossParts {
  const { plainGradient, ...expressions } = entry(values, input('predicted', axes), input('target', axes));
  const { loss, valid } = expressions;
  return {
    axes,
    coupled: false,
    inputs: [targetInput(values.target, axes)],
    expressions: { ...expressions, loss: axes === '' ? loss : sum(loss, 'i'), ...wholeRow(valid, axes) },
    plainGradient,
  };
}

/** H(ŝ) − H(s) − (ŝ − s)·h(s), summed over classes; with output targets H(ŝ) − yŝ, which leaves out H*(y). */
function formula({ link, target }: MatchingValues, axes: '' | 'i'): Expression {
  const [predicted, observed] = [input('predicted', axes), input('target', axes)];
  const { h, potential: H } = linkFunctions(link, 'link');
  const rise = multiply(subtract(predicted, observed), h(observed));
  const fromScore = subtract(subtract(H(predicted), H(observed)), rise);
  const loss = target === 'output' ? subtract(H(predicted), multiply(observed, predicted)) : fromScore;
  return axes === '' ? loss : sum(loss, 'i');
}

export const matchingDefinition: LossFamily<MatchingValues> = {
  kind: 'matching',
  keys,
  build: (values) => build(values, ''),
  formula: (values) => formula(values, ''),
};

export const perClassDefinition: LossFamily<MatchingValues> = {
  kind: 'perClass',
  keys,
  build: (values) => build(values, 'i'),
  formula: (values) => formula(values, 'i'),
};

/**
 * Units of the last place in which ŝ − h⁻¹(y) is uncertain: one for b(ŝ − c), and 2½ for each of two functions on the way, which may be that far off:
 * h⁻¹(y), and what compares the two (û/u of a power, say).
 */
const outputUnits = 6;

/** Beside the optimum the loss of an output is ½h'·(ŝ − h⁻¹(y))². */
export function matchingFloor(
  { link, target }: MatchingValues,
  { predicted, hessian }: ExactExample,
  unit: number,
): number {
  if (target === 'score') return 0;
  const steps = predicted.map((z) => outputUnits * unit * distanceFromCenters(link.spec, z));
  return steps.reduce((sum, step, k) => sum + 0.5 * (hessian[k] ?? 0) * step * step, 0);
}

export const matchingFamily: LossFamily<MatchingValues> = /* @__PURE__ */ withFloor(matchingDefinition, matchingFloor);

export const perClassFamily: LossFamily<MatchingValues> = /* @__PURE__ */ withFloor(perClassDefinition, matchingFloor);

/**
 * D_H(ŝ, s) = ∫ₛ^ŝ (h(z) − h(s)) dz, the area under the link between target and prediction. Gradient h(ŝ) − h(s),
 * curvature h'(ŝ). Shapes: predicted and target alike, the loss has their shape. Convex in ŝ.
 * With `target: 'output'` the target is y = h(s): the Fenchel–Young loss H(ŝ) − yŝ + H*(y), gradient h(ŝ) − y.
 * Source: Shamir & Warmuth, arXiv 2506.04446; Auer, Herbster & Warmuth 1996.
 */
export function matching<Inner extends Link>(
  link: Inner,
  options: MatchingOptions<TargetOf<Inner['spec']>> = {},
): Loss<MatchingSpec<'matching', Inner['spec']>> {
  const loss: Loss = makeLoss(matchingDefinition, { ...checkKeys(options, ['target'], 'options'), link });
  return loss as Loss<MatchingSpec<'matching', Inner['spec']>>;
}

/** Σₖ D_H(ŝₖ, sₖ) over the classes of a row (last axis), a sum and not a mean. */
export function perClass<Inner extends Link>(
  link: Inner,
  options: MatchingOptions<TargetOf<Inner['spec']>> = {},
): Loss<MatchingSpec<'perClass', Inner['spec']>> {
  const loss: Loss = makeLoss(perClassDefinition, { ...checkKeys(options, ['target'], 'options'), link });
  return loss as Loss<MatchingSpec<'perClass', Inner['spec']>>;
}
