import type { Loss } from '@lossmith/core';
import type { HostInputs, Precision } from '@lossmith/core/backend';
import { inputOf } from '@lossmith/core/backend';
import type { Batch } from './harness.js';

type Typed = Float32Array | Float64Array | Int32Array | Uint8Array;

/** The numbers as a part of a larger buffer, where they are few: whoever takes the whole buffer gets others. */
function insideBuffer(values: Typed): Typed {
  if (values.length > 10_000) return values;
  const whole = new (values.constructor as new (length: number) => Typed)(values.length + 5).fill(77);
  whole.set(values, 3);
  return whole.subarray(3, values.length + 3);
}

/** The data of a batch in arrays of their types. */
export function hostInputs(loss: Loss, precision: Precision, batch: Batch): HostInputs {
  // Constructors copy arrays as they lie in memory; `from` goes through an iterator.
  const numbers = (x: ArrayLike<number>) =>
    insideBuffer(precision === 'float32' ? new Float32Array(x) : new Float64Array(x));
  const { examples, items, predicted, target, others = {}, weight, mask, parameters = {} } = batch;
  const each = (of: Readonly<Record<string, ArrayLike<number>>>) =>
    Object.fromEntries(Object.entries(of).map(([name, x]) => [name, numbers(x)]));
  const data = {
    ...(predicted === undefined ? {} : { predicted: numbers(predicted) }),
    ...(target === undefined || inputOf(loss, 'target') === undefined
      ? {}
      : {
          target:
            inputOf(loss, 'target')?.kind === 'label' && isWhole(target)
              ? insideBuffer(new Int32Array(target))
              : numbers(target),
        }),
    ...each(others),
    ...(weight === undefined ? {} : { weight: numbers(weight) }),
    ...(mask === undefined ? {} : { mask: insideBuffer(new Uint8Array(mask)) }),
    ...each(parameters),
  };
  return { examples, items, data };
}

/** Labels that are no whole numbers (NaN, say) come as numbers of the precision. */
const isWhole = (x: ArrayLike<number>) => Array.prototype.every.call(x, Number.isInteger);
