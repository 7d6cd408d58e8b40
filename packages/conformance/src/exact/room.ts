import type { Loss } from '@lossmith/core';
import { inputOf, type Precision } from '@lossmith/core/backend';
import { smallestNormal } from '../numbers.js';
import type { ExactNumber, ExactPoint } from './exact-points.js';
import { isExactlyZero, type OutputName } from './exact-values.js';
import { underflow } from './underflow.js';

/** Whether a point of a loss over scores is its optimum, ŝ = s. */
const isOptimum = ({ predicted, target }: ExactPoint) => predicted.every((z, k) => z === target[k]);

/**
 * Where an exact zero has to come out as zero: everywhere, but for outputs that hit h(ŝ) = y, and for rows that shift as one, such as those of one
 * class. Zeros there are those of exact functions and of products rounded by themselves, and R is not zero (design §4).
 */
function isStrict(loss: Loss, point: ExactPoint): boolean {
  const kind = inputOf(loss, 'target')?.kind;
  return kind !== 'output' && !(loss.coupled && kind === 'score' && !isOptimum(point));
}

/** The largest error of each number of an output: what the file allows, and what the way there may lose besides, `floor` of the loss. */
export function withRoom(
  loss: Loss,
  point: ExactPoint,
  output: OutputName,
  precision: Precision,
  floor: number,
): readonly ExactNumber[] {
  const lost = underflow(loss, point, output, precision);
  const own = output === 'loss' ? floor : 0;
  // Float64 results have needed no floor beside the optimum.
  const least = precision === 'float32' ? Math.max(lost, own) : lost;
  const ofZero = (allowed: number | null) => {
    const room = output === 'loss' ? own : (allowed ?? 0);
    return isStrict(loss, point) || room < smallestNormal(precision) ? 0 : room;
  };
  return point.exact[output].map((number) => {
    const { text, value, allowed } = number;
    if (isExactlyZero(text)) return { ...number, allowed: ofZero(allowed) };
    if (allowed === null && Math.abs(value) >= smallestNormal(precision)) return number;
    return { ...number, allowed: Math.max(allowed ?? 0, least) };
  });
}
