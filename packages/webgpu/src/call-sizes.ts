import { type Loss, LossmithOptionError, LossmithShapeError } from '@lossmith/core';
import { type Buffers, resourceOf } from './buffer-part.js';
import type { WgslBinding, WgslModule } from './module.js';
import { bytesOf, type Sizes } from './sizes.js';

const product = (numbers: readonly number[]) => numbers.reduce((x, y) => x * y, 1);

function checkShape(shape: readonly number[]): void {
  if (Array.isArray(shape) && shape.every((length) => Number.isSafeInteger(length) && length >= 0)) return;
  throw new LossmithOptionError(
    'shape',
    `is ${JSON.stringify(shape)}`,
    'give the shape of predicted, as whole numbers ≥ 0',
  );
}

/** Examples and classes of a call, from its shape; without one a loss of scores has as many as `predicted` has room for. */
export function callSizes(
  loss: Loss,
  module: WgslModule,
  buffers: Buffers,
  shape: readonly number[] | undefined,
): Sizes {
  if (shape !== undefined) {
    checkShape(shape);
    if (loss.axes === '') return { examples: product(shape), items: 1 };
    const items = shape.at(-1) ?? 0;
    if (items > 0) return { examples: product(shape.slice(0, -1)), items };
    throw new LossmithShapeError(
      'predicted',
      shape,
      [...shape.slice(0, -1), 1],
      'give rows of classes on the last axis',
    );
  }
  if (loss.axes !== '')
    throw new LossmithOptionError(
      'shape',
      'is missing',
      'give the shape of predicted, [rows, classes], with the buffers',
    );
  const binding = module.bindings.find(({ name, per }) => per === 'example' && buffers[name] !== undefined);
  const { size } = resourceOf(binding?.name ?? 'predicted', binding && buffers[binding.name]);
  return { examples: Math.floor((size * 2) / bytesOf(binding as WgslBinding, { examples: 2, items: 1 })), items: 1 };
}
