import type { Loss } from '@lossmith/core';
import { programAndModule, type WgslOptions } from './compile-wgsl.js';
import { LossmithLimitError } from './errors.js';
import { isData } from './module.js';
import { bytesOf, type Sizes } from './sizes.js';
import { alwaysBound, storageBuffers, storageBuffersLimit } from './storage-buffers.js';

/** What a binding can hold in WebGPU: its size is a number of bytes below 2³², a multiple of 4. */
const largestBinding = 2 ** 32 - 4;

/**
 * Limits that a device needs for calls of up to that many examples and classes, for `adapter.requestDevice({ requiredLimits })`.
 * Throws `LossmithLimitError` for more than any device can have.
 */
export function requiredLimits(
  loss: Loss,
  { examples, items = 1 }: Partial<Sizes> & Pick<Sizes, 'examples'>,
  options: WgslOptions = {},
): Record<string, number> {
  const { module } = programAndModule(loss, options, { parameters: 'inputs' });
  const data = module.bindings.filter((binding) => isData(binding) || binding.role === 'scratch');
  const bytes = Math.max(...data.map((binding) => bytesOf(binding, { examples, items })));
  const limit = 'maxStorageBufferBindingSize';
  if (bytes > largestBinding)
    throw new LossmithLimitError(
      limit,
      `${examples} × ${items} numbers`,
      bytes,
      largestBinding,
      'give fewer rows at once: split the batch',
    );
  const buffers = storageBuffers(module);
  return {
    ...(buffers > alwaysBound ? { [storageBuffersLimit]: buffers } : {}),
    maxStorageBufferBindingSize: Math.max(2 ** 27, bytes),
    maxBufferSize: Math.max(2 ** 28, bytes),
  };
}
