import { LossmithOptionError } from '../errors/errors.js';
import {
  add,
  equal,
  index,
  input,
  multiply,
  parameter,
  productError,
  select,
  size,
  square,
  subtract,
  sum,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkFinite, checkKeys } from '../links/check.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { slope as slopeOf } from '../links/sensitivity-matching.js';
import { exactDifference } from './exact-difference.js';
import { type LossFamily, makeLoss } from './family.js';
import { flagKey, type Key, linkKey, optionalKey, optionalLinkKey, positiveKey, wordKey } from './keys.js';
import { linkFunctions } from './link-terms.js';
import { type Loss, type LossExpressions, type LossInput, type LossParts, targetInput } from './loss.js';
import { outputTargetsOf } from './matching.js';
import { checkOutput, settledAt, topOf } from './settled.js';

export interface PreferenceOptions {
  /** β > 0, in 1/units of the log-probability: how much a lead over the reference counts. Default 1. */
  readonly beta?: number;
  /**
   * 'label' (default): the first of the two was preferred, no target is given. 'gap': the target is an observed difference of rewards, one per
   * example, or the constant `gap`.
   */
  readonly target?: 'label' | 'gap';
  /** ε in [0, ½]: how often labels are wrong. The output to reach is 1 − ε. Default 0. */
  readonly labelSmoothing?: number;
  /** A difference of rewards for all examples, in units of the reward. */
  readonly gap?: number;
  /** T, applied to what each of the two leads its reference by, before the difference. Default: none. */
  readonly transform?: Link;
  /** Whether there may be an input `reference` (default): log-probabilities of a reference model, 0 where not given. False: there is none. */
  readonly reference?: boolean;
}

/** A preference loss as JSON. */
export type PreferenceSpec<Inner extends LinkSpec = LinkSpec> = {
  readonly kind: 'preference';
  readonly beta?: number;
  readonly target: 'label' | 'gap';
  readonly labelSmoothing?: number;
  readonly gap?: number;
  readonly reference?: boolean;
  readonly transform?: LinkSpec;
  readonly link: Inner;
};

interface PreferenceValues {
  readonly beta: number;
  readonly target: 'label' | 'gap';
  readonly labelSmoothing: number | undefined;
  readonly gap: number | undefined;
  readonly reference: boolean;
  readonly transform: Link | undefined;
  readonly link: Link;
}

const smoothingKey = optionalKey((value, path) => {
  const number = checkFinite(value, path);
  if (number >= 0 && number <= 0.5) return number;
  throw new LossmithOptionError(path, `must be from 0 to 0.5, got ${number}`, 'it is the share of wrong labels');
});
const referenceKey: Key<boolean> = { ...flagKey, standard: true };

const first = equal(index('i'), 0);
/** The number of one of the two: of the chosen or of the rejected one. */
const column = (x: Expression, k: number) => sum(select(equal(index('i'), k), x, 0), 'i');

/** T(π_c − ref_c) − T(π_r − ref_r) and, where T is left out, what rounding took from it. */
function leadOf({ reference, transform }: PreferenceValues) {
  const predicted = input('predicted', 'i');
  const led = reference ? exactDifference(predicted, input('reference', 'i')) : undefined;
  const own = led?.difference ?? predicted;
  const T = transform === undefined ? undefined : linkFunctions(transform, 'transform');
  const value = T === undefined ? own : T.h(own);
  const [chosen, rejected] = [column(value, 0), column(value, 1)];
  const { difference: lead, lost } = exactDifference(chosen, rejected);
  const item = T === undefined ? undefined : { slope: T.sensitivity(own), curvature: slopeOf(T.sensitivity)(own) };
  const ofItems = led === undefined ? [] : [subtract(column(led.lost, 0), column(led.lost, 1))];
  return { lead, lost: T === undefined ? [lost, ...ofItems] : [], item };
}

interface OfReward {
  readonly loss: Expression;
  readonly gradient: Expression;
  readonly plainGradient: Expression;
  readonly valid?: Expression | undefined;
}

/** Numbers that save work: labels that are never wrong ask for the end of the sigmoid's range. */
const settled = settledAt({ amplitude: 1, labelSmoothing: 0 });

/** The loss of the reward x = β·lead. */
function ofReward(values: PreferenceValues, { lead, lost }: ReturnType<typeof leadOf>, beta: Expression): OfReward {
  const { link, target, gap, labelSmoothing = 0 } = values;
  const functions = linkFunctions(link, 'link');
  const x = multiply(lead, beta);
  if (target === 'label') {
    const y = subtract(1, parameter('labelSmoothing', labelSmoothing));
    const outputs = outputTargetsOf(link, functions);
    checkOutput(outputs.valid(y), 'labelSmoothing', 1 - labelSmoothing);
    const plainGradient = subtract(functions.h(x), y);
    const found = topOf(outputs, y, settled)?.matching(x) ?? outputs.matching(x, y);
    return { ...found, plainGradient, valid: outputs.valid(y) };
  }
  const observed = gap === undefined ? input('target') : parameter('gap', gap);
  const rest = lost.reduce((total, part) => add(total, multiply(part, beta)), productError(lead, beta, x));
  const difference = add(subtract(x, observed), rest);
  const plainGradient = subtract(functions.h(x), functions.h(observed));
  return { ...functions.matching(x, observed, difference), plainGradient };
}

/** Both are there. */
const isPair = equal(size('i'), 2);

function expressionsOf(values: PreferenceValues): LossExpressions & { readonly plainGradient: Expression } {
  const beta = parameter('beta', values.beta);
  const at = leadOf(values);
  const { item, lead } = at;
  const { loss, gradient, plainGradient, valid } = ofReward(values, at, beta);
  const signed = (x: Expression) => select(first, x, multiply(x, -1));
  const byItem = (slope: Expression) => {
    const own = signed(multiply(slope, beta));
    return select(isPair, item === undefined ? own : multiply(own, item.slope), 0);
  };
  const sensitivity = linkFunctions(values.link, 'link').sensitivity(multiply(lead, beta));
  const square2 = multiply(square(beta), sensitivity);
  const bent = item && multiply(signed(multiply(gradient, beta)), item.curvature);
  const hessian = item === undefined ? square2 : add(multiply(square2, square(item.slope)), bent as Expression);
  const settle = values.target === 'label' ? settled : (x: Expression) => x;
  return {
    loss: settle(select(isPair, loss, 0)),
    gradient: settle(byItem(gradient)),
    hessian: settle(select(isPair, hessian, 0)),
    plainGradient: settle(byItem(plainGradient)),
    counts: isPair,
    ...(valid === undefined ? {} : { valid: settle(valid) }),
  };
}

function checkOptions({ target, gap, labelSmoothing }: PreferenceValues): void {
  if (target === 'label' && gap !== undefined)
    throw new LossmithOptionError('gap', "is for target: 'gap'", 'leave it out, or say so');
  if (target === 'gap' && labelSmoothing !== undefined)
    throw new LossmithOptionError('labelSmoothing', "is for target: 'label'", 'leave it out');
}

function build(values: PreferenceValues): LossParts {
  checkOptions(values);
  const { plainGradient, ...expressions } = expressionsOf(values);
  const gap = values.target === 'gap' && values.gap === undefined ? [targetInput('score', '')] : [];
  const reference: LossInput = { ...targetInput('number', 'i', 'reference'), optional: true };
  return {
    axes: 'i',
    items: 2,
    coupled: true,
    inputs: [...gap, ...(values.reference ? [reference] : [])],
    expressions,
    plainGradient,
  };
}

/** H(x) − yx, or H(x) − H(t) − (x − t)·h(t). */
function formula(values: PreferenceValues): Expression {
  const { h, potential: H } = linkFunctions(values.link, 'link');
  const x = multiply(leadOf(values).lead, values.beta);
  if (values.target === 'label') return subtract(H(x), multiply(x, 1 - (values.labelSmoothing ?? 0)));
  const t = values.gap === undefined ? input('target') : parameter('gap', values.gap);
  return subtract(subtract(H(x), H(t)), multiply(subtract(x, t), h(t)));
}

export const preferenceDefinition: LossFamily<PreferenceValues> = {
  kind: 'preference',
  keys: {
    beta: positiveKey(1),
    target: wordKey(['label', 'gap'], 'label'),
    labelSmoothing: smoothingKey,
    gap: optionalKey(checkFinite),
    reference: referenceKey,
    transform: optionalLinkKey,
    link: linkKey,
  },
  build,
  formula,
};

/**
 * A matching loss of the difference of two rewards. Predicted is a row (chosen, rejected) of log-probabilities; x = β·[(π_c − ref_c) − (π_r − ref_r)].
 * Target 'label': H(x) − yx + H*(y) at y = 1 − ε; with a sigmoid link DPO (Rafailov et al. 2023) and, with ε, cDPO (Mitchell 2023). Target 'gap': D_H(x, t),
 * t an observed difference of rewards; with an identity link IPO (Azar et al. 2023). With a transform T the rewards are T of each lead: f-DPO. One number per example.
 */
export function preference<Inner extends Link>(
  link: Inner,
  options: PreferenceOptions = {},
): Loss<PreferenceSpec<Inner['spec']>> {
  const known = ['beta', 'target', 'labelSmoothing', 'gap', 'transform', 'reference'];
  const given = checkKeys(options, known, 'options');
  return makeLoss(preferenceDefinition, { ...given, link }) as Loss as Loss<PreferenceSpec<Inner['spec']>>;
}
