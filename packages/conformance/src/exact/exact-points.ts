import { type Loss, parseLoss } from '@lossmith/core';
import type { Precision } from '@lossmith/core/backend';
import { smallestNormal } from '../numbers.js';
import { type ExactCase, isExactlyZero, type OutputName } from './exact-values.js';
import { lossFloor } from './floors.js';
import { underflow } from './underflow.js';

/** One exact number and the largest error it may have, null where the precision cannot hold it. */
export interface ExactNumber {
  readonly text: string;
  readonly value: number;
  readonly allowed: number | null;
}

/** One example (or row of classes) with exact results. */
export interface ExactPoint {
  readonly predicted: readonly number[];
  readonly target: readonly number[];
  readonly exact: Readonly<Record<OutputName, readonly ExactNumber[]>>;
}

/** Exact points of one loss, all with as many classes. */
export interface ExactSet {
  readonly loss: Loss;
  readonly items: number;
  readonly points: readonly ExactPoint[];
  /** Targets that are none. */
  readonly invalid: readonly (readonly number[])[];
}

const listOf = <Value>(x: Value | readonly Value[]): readonly Value[] =>
  Array.isArray(x) ? (x as readonly Value[]) : [x as Value];

/** 'inf' stands for what is beyond every precision. */
const numberOf = (text: string): number => Number(text.replace('inf', 'Infinity'));

/** Whether a point of a loss over scores is its optimum, ŝ = s. */
const isOptimum = ({ predicted, target }: ExactPoint) => predicted.every((z, k) => z === target[k]);

/**
 * Where an exact zero has to come out as zero: everywhere, but for outputs that hit h(ŝ) = y and rows that shift as one, such as those of one
 * class. Zeros there are those of exact functions and products alone, and R is not zero (design §4).
 */
const isStrict = ({ coupled, target }: Loss, point: ExactPoint) =>
  target.kind !== 'output' && !(coupled && target.kind === 'score' && !isOptimum(point));

/** The largest error of each number of an output: what the file allows, and what the way there may lose besides. */
function withRoom(loss: Loss, point: ExactPoint, output: OutputName, precision: Precision): readonly ExactNumber[] {
  const lost = underflow(loss, point, output, precision);
  const floor = output === 'loss' ? lossFloor(loss, point, precision) : 0;
  // Float64 results have needed no floor beside the optimum.
  const least = precision === 'float32' ? Math.max(lost, floor) : lost;
  const ofZero = (allowed: number | null) => {
    const room = output === 'loss' ? floor : (allowed ?? 0);
    return isStrict(loss, point) || room < smallestNormal(precision) ? 0 : room;
  };
  return point.exact[output].map((number) => {
    const { text, value, allowed } = number;
    if (isExactlyZero(text)) return { ...number, allowed: ofZero(allowed) };
    if (allowed === null && Math.abs(value) >= smallestNormal(precision)) return number;
    return { ...number, allowed: Math.max(allowed ?? 0, least) };
  });
}

export function exactSet(given: ExactCase, precision: Precision): ExactSet {
  const { predicted, target, expected, allowed, invalid = [] } = given;
  const numbersAt = (name: OutputName, k: number) => {
    const limits = listOf(allowed[precision][name][k] ?? null);
    return listOf(expected[name][k] as string | readonly string[]).map(
      (text, n): ExactNumber => ({ text, value: numberOf(text), allowed: limits[n] ?? null }),
    );
  };
  const loss = parseLoss(given.loss);
  const points = predicted.map((scores, k): ExactPoint => {
    const at = (name: OutputName) => numbersAt(name, k);
    const point = {
      predicted: listOf(scores),
      target: listOf(target[k] as number | readonly number[]),
      exact: { loss: at('loss'), gradient: at('gradient'), hessian: at('hessian') },
    };
    const room = (name: OutputName) => withRoom(loss, point, name, precision);
    return { ...point, exact: { loss: room('loss'), gradient: room('gradient'), hessian: room('hessian') } };
  });
  return {
    loss,
    items: points[0]?.predicted.length ?? 1,
    points,
    invalid: invalid.map(listOf),
  };
}
