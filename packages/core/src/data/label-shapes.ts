import { LossmithShapeError } from '../errors/errors.js';
import { sizeOf, type Tensor } from './array-input.js';

export const sameShape = (x: readonly number[], y: readonly number[]): boolean =>
  x.length === y.length && x.every((length, k) => length === y[k]);

/** Whether a tensor has a shape, or is a flat array of as many numbers. */
export const fits = ({ shape, flat, values }: Tensor, expected: readonly number[]): boolean =>
  sameShape(shape, expected) || (flat && values.length === sizeOf(expected));

/** What to do about labels of another shape: rows of numbers, or labels beside scores of which nobody said how they lie in rows. */
function labelAdvice(labels: Tensor, predicted: Tensor): string {
  const [count, scores] = [labels.values.length, predicted.values.length];
  if (predicted.flat && count > 0 && scores % count === 0) {
    return `say how the ${scores} scores lie in rows: shape: [${count}, ${scores / count}]`;
  }
  return count === scores
    ? "a label is the index of one class; for one-hot rows or probabilities use target: 'probability'"
    : 'give the index of one class per row; nothing is broadcast';
}

/** The labels of rows, one each: of the shape of the rows, or with a last axis of length 1 besides. */
export function labelsOf(name: string, labels: Tensor, predicted: Tensor, rows: readonly number[]): ArrayLike<number> {
  if (fits(labels, rows) || sameShape(labels.shape, [...rows, 1])) return labels.values;
  throw new LossmithShapeError(name, labels.shape, rows, labelAdvice(labels, predicted));
}
