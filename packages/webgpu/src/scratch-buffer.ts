import { checkBinding } from './check-buffers.js';
import type { WgslModule } from './module.js';
import { bytesOf, type Sizes } from './sizes.js';

const storageUsage = 0x80; // GPUBufferUsage.STORAGE

/** Memory for what loops over pairs read again and again. Calls follow one another on a device, so they share it. */
export interface ScratchBuffer {
  /** Nothing where the module needs none. Throws `LossmithLimitError` for more than the device can bind. */
  of(sizes: Sizes): GPUBufferBinding | undefined;
  dispose(): void;
}

export function makeScratchBuffer(device: GPUDevice, { bindings }: Pick<WgslModule, 'bindings'>): ScratchBuffer {
  const binding = bindings.find(({ role }) => role === 'scratch');
  let buffer: GPUBuffer | undefined;
  return {
    of(sizes) {
      if (binding === undefined) return undefined;
      checkBinding(device, binding, sizes);
      const size = Math.max(4, bytesOf(binding, sizes));
      // A smaller one may be used by commands still to be submitted: it is left to the garbage collector.
      if (buffer === undefined || buffer.size < size)
        buffer = device.createBuffer({ size, usage: storageUsage, label: 'lossmith scratch' });
      return { buffer, size };
    },
    dispose: () => buffer?.destroy(),
  };
}
