import { type ArrayInput, sizeOf, toTensor } from '../data/array-input.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithInputError, LossmithShapeError } from '../errors/errors.js';
import type { ListLayout, PaddedNumbers } from './pad-lists.js';

function checkLayout(padded: ListLayout): ListLayout {
  if (Array.isArray(padded?.shape) && padded.places instanceof Float64Array) return padded;
  const what = `is ${describeValue(padded)}, not the result of padLists`;
  throw new LossmithInputError('padded', what, 'give unpadLists(padded, values)');
}

/**
 * The inverse of `padLists`: of values in the shape [lists, items], flat or nested, those of the rows, in the order that the rows had. What
 * stands in the padding is not looked at. `values` may be anything of that shape: a gradient, or a model's scores of the
 * padded lists. Throws `LossmithShapeError` for another shape.
 */
export function unpadLists<const Values extends ArrayInput>(padded: ListLayout, values: Values): PaddedNumbers<Values> {
  const { shape, places } = checkLayout(padded);
  const given = toTensor('values', values);
  const fits = given.shape.length === 2 && given.shape.every((length, k) => length === shape[k]);
  if (!fits && !(given.flat && given.values.length === sizeOf(shape))) {
    throw new LossmithShapeError('values', given.shape, shape, 'give one number per place of the padded lists');
  }
  const rows = values instanceof Float32Array ? new Float32Array(places.length) : new Float64Array(places.length);
  for (let row = 0; row < places.length; row += 1) rows[row] = given.values[places[row] as number] as number;
  return rows as PaddedNumbers<Values>;
}
