import { LossmithLimitError } from './errors.js';
import type { WgslModule } from './module.js';

export const storageBuffersLimit = 'maxStorageBuffersPerShaderStage';

/** How many storage buffers every device can bind at once. */
export const alwaysBound = 8;

/** How many a module needs: losses with several data inputs, weights and masks may need more than every device has. */
export const storageBuffers = ({ bindings }: Pick<WgslModule, 'bindings'>): number =>
  bindings.filter(({ type }) => type !== 'uniform').length;

/** Throws where a device binds fewer. */
export function checkStorageBuffers({ limits }: GPUDevice, module: Pick<WgslModule, 'bindings'>): void {
  const [needed, allowed] = [storageBuffers(module), limits[storageBuffersLimit]];
  if (needed <= allowed) return;
  const names = module.bindings.filter(({ type }) => type !== 'uniform').map(({ name }) => name);
  const advice =
    "make the device with requiredLimits(loss, sizes, options); parameters: 'constants' and inPlace: true save a buffer each";
  throw new LossmithLimitError(
    storageBuffersLimit,
    `a kernel with the buffers ${names.join(', ')}`,
    needed,
    allowed,
    advice,
  );
}
