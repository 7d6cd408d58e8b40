import { evaluate, isLossmithError, type LinkSpec, type Loss, parseLoss } from '@lossmith/core';
import { matching } from '../design/curves.js';
import type { Row } from '../state/state.js';
import { rowSpec, transformSpec } from './row-spec.js';

export interface RowValues {
  readonly loss: number;
  readonly gradient: readonly number[];
  /** Softmax of the transformed scores over the temperature; of pairs there are none. */
  readonly predicted: readonly number[] | undefined;
  readonly target: readonly number[] | undefined;
  /** Second derivative of the loss along (1, −1)/√2 of the two highest predicted scores. */
  readonly topCurvature: number;
  /** Which two these are. */
  readonly top: readonly [number, number];
}

/** Softmax, with the largest exponent taken away first. */
function softmax(values: readonly number[]): readonly number[] {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** T(s)/τ but for a constant, which Softmax does not see: the gradient of T's matching loss from one score. */
function exponents(transform: LinkSpec, scores: readonly number[], temperature: number): readonly number[] {
  const target = scores.map(() => scores[0] as number);
  const { gradient } = evaluate(matching(transform), { predicted: scores, target });
  return Array.from(gradient, (value) => value / temperature);
}

/** Half the distance of the two points at which the gradient is compared; exact gradients in float64 leave some nine digits. */
const halfStep = 1e-4;

function curvatureBetween(loss: Loss, row: Row, [first, second]: readonly [number, number]): number {
  const along = (step: number) => {
    const moved = row.predicted.map((score, k) => score + (k === first ? step : k === second ? -step : 0) / Math.SQRT2);
    const { gradient } = evaluate(loss, { predicted: [moved], target: [row.target] });
    return ((gradient[first] as number) - (gradient[second] as number)) / Math.SQRT2;
  };
  return (along(halfStep) - along(-halfStep)) / (2 * halfStep);
}

function topTwo(scores: readonly number[]): readonly [number, number] {
  const order = scores.map((_, k) => k).sort((i, j) => (scores[j] as number) - (scores[i] as number));
  return [order[0] as number, order[1] as number];
}

/** The loss of a row with all that the page shows of it, or why there is no such loss. */
export function rowValues(row: Row, designed: LinkSpec): RowValues | { readonly problem: string } {
  try {
    const loss = parseLoss(rowSpec(row, designed));
    const { loss: value, gradient } = evaluate(loss, { predicted: [row.predicted], target: [row.target] });
    const top = topTwo(row.predicted);
    const transform = row.loss === 'softmax' ? ({ kind: 'identity' } as const) : transformSpec(row, designed);
    const shares = (scores: readonly number[]) =>
      row.loss === 'pairwise' ? undefined : softmax(exponents(transform, scores, row.temperature));
    return {
      loss: value[0] as number,
      gradient: Array.from(gradient),
      predicted: shares(row.predicted),
      target: shares(row.target),
      topCurvature: curvatureBetween(loss, row, top),
      top,
    };
  } catch (error) {
    if (isLossmithError(error)) return { problem: error.message };
    throw error;
  }
}
