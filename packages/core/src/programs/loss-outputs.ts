import { constant, equal, input, lessEqual, multiply, select, sum } from '../expressions/build.js';
import { differentiate } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import type { Loss } from '../losses/loss.js';
import { type Storage, validFor } from '../losses/probability-tolerance.js';
import type { OutputExpression } from './compile.js';
import { keptBy, type MaskAxes, withMask } from './mask.js';

export type OutputName = 'loss' | 'gradient' | 'hessian';

/** What is given with the data, besides predicted and target. */
export interface Extras {
  /** Whether there is a weight per example. */
  readonly weight: boolean;
  /** The axes of the mask, if there is one: '' for examples, 'i' for classes too. */
  readonly mask?: MaskAxes | undefined;
  /** How data are stored; rows of probabilities need sum to 1 no better than that allows. Default 'float32'. */
  readonly storage?: Storage | undefined;
}

/** A result times the weight: 0 for a weight of 0, whatever the result, and NaN for a negative one, which the host refuses where it can. */
function timesWeight(x: Expression): Expression {
  const weight = input('weight');
  const factor = select(lessEqual(0, weight), weight, Number.NaN);
  return select(equal(weight, 0), 0, multiply(x, factor));
}

/** An expression per example, weighted, without what is masked, and NaN where the target is none. */
function finished(loss: Loss, x: Expression, axes: '' | 'i', { weight, mask, storage }: Extras): Expression {
  const { valid } = loss.expressions;
  const checked = valid === undefined ? x : select(validFor(valid, storage), x, Number.NaN);
  const weighted = weight ? timesWeight(checked) : checked;
  if (mask === undefined) return weighted;
  const kept = keptBy(mask);
  const [bare] = withMask([weighted], mask);
  return select(axes === '' ? kept.example : kept.entry, bare as Expression, 0);
}

/**
 * What a program for a loss computes per example: the outputs asked for, times the weight. With weights or a mask also
 * `weight`, what each example counts in a mean: its weight, or 1, and 0 where it is masked; with a mask `kept`, 1 or 0.
 */
export function lossOutputs(
  loss: Loss,
  names: readonly OutputName[],
  extras: Extras,
): Readonly<Record<string, OutputExpression>> {
  const outputs = names.map((name) => {
    const axes = name === 'loss' ? '' : loss.axes;
    return [name, { expression: finished(loss, loss.expressions[name], axes, extras), axes }] as const;
  });
  return { ...Object.fromEntries(outputs), ...countOutputs(loss, extras) };
}

/** What each example counts, where that is not always 1. */
function countOutputs(loss: Loss, extras: Extras): Readonly<Record<string, OutputExpression>> {
  const count = (expression: Expression): OutputExpression => ({ expression, axes: '' });
  const some = extras.mask !== undefined || loss.expressions.counts !== undefined;
  return {
    ...(extras.weight || some ? { weight: count(exampleWeight(loss, extras)) } : {}),
    ...(some ? { kept: count(exampleWeight(loss, { ...extras, weight: false })) } : {}),
  };
}

function exampleWeight({ expressions: { counts } }: Loss, { weight, mask }: Extras): Expression {
  const own = weight ? input('weight') : constant(1);
  const counted = counts === undefined ? own : select(counts, own, 0);
  if (mask === undefined) return counted;
  return select(keptBy(mask).example, withMask([counted], mask)[0] as Expression, 0);
}

/** Σ over what one example has of its shape. */
const total = (loss: Loss, x: Expression) => (loss.axes === '' ? x : sum(x, loss.axes));

/** ∂/∂predicted of the derivative of the loss in `order` directions. */
function tensorOf(loss: Loss, order: number): Expression {
  if (order === 0) return loss.expressions.gradient;
  const direction = input(`direction${order - 1}`, loss.axes);
  if (order === 1 && !loss.coupled) return multiply(direction, loss.expressions.hessian);
  const before = order === 1 ? loss.plainGradient : tensorOf(loss, order - 1);
  return differentiate(total(loss, multiply(direction, before)), input('predicted', loss.axes));
}

/**
 * Derivatives in directions, to any order. With P = upstream·loss of one example and directions v₀ … vₙ₋₁ (each of the
 * shape of predicted), `tensor` is the derivative by predicted of P's n-th derivative along them.
 */
export function tensorOutputs(loss: Loss, order: number, extras: Extras): Readonly<Record<'tensor', OutputExpression>> {
  const expression = multiply(finished(loss, tensorOf(loss, order), loss.axes, extras), input('upstream'));
  return { tensor: { expression, axes: loss.axes } };
}

/** The n-th derivative of the loss of one example along n ≥ 1 directions. It and `tensor` are symmetric in the directions. */
export function exampleOutputs(
  loss: Loss,
  order: number,
  extras: Extras,
): Readonly<Record<'example', OutputExpression>> {
  const direction = input(`direction${order - 1}`, loss.axes);
  const along = total(loss, multiply(direction, tensorOf(loss, order - 1)));
  return { example: { expression: finished(loss, along, '', extras), axes: '' } };
}
