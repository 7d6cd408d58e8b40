import type { Loss } from '@lossmith/core';
import type { HostInputs, Precision } from '@lossmith/core/backend';
import type { Batch } from './door.js';

/** The data of a batch in arrays of their types. */
export function hostInputs(loss: Loss, precision: Precision, batch: Batch): HostInputs {
  const numbers = (x: ArrayLike<number>) => (precision === 'float32' ? Float32Array.from(x) : Float64Array.from(x));
  const { rows, classes, predicted, target, weight, mask, parameters = {} } = batch;
  const data = {
    predicted: numbers(predicted),
    ...(target === undefined
      ? {}
      : { target: loss.target.kind === 'label' && isWhole(target) ? Int32Array.from(target) : numbers(target) }),
    ...(weight === undefined ? {} : { weight: numbers(weight) }),
    ...(mask === undefined ? {} : { mask: Uint8Array.from(mask) }),
    ...Object.fromEntries(Object.entries(parameters).map(([name, x]) => [name, numbers(x)])),
  };
  return { rows, classes, data };
}

/** Labels that are no whole numbers (NaN, say) come as numbers of the precision. */
const isWhole = (x: ArrayLike<number>) => Array.prototype.every.call(x, Number.isInteger);
