import { LossmithLimitError } from './errors.js';
import type { WgslModule } from './module.js';

export const storageBuffersLimit = 'maxStorageBuffersPerShaderStage';

/** How many storage buffers every device can bind at once. */
export const alwaysBound = 8;

type Buffers = Pick<WgslModule, 'bindings' | 'passes'>;

/** Names of the storage buffers of each dispatch. */
const namesOf = ({ bindings, passes }: Buffers): readonly (readonly string[])[] =>
  passes.map((pass) =>
    bindings
      .filter(({ type, binding }) => type !== 'uniform' && pass.bindings.includes(binding))
      .map(({ name }) => name),
  );

/** How many a dispatch needs at most: losses with several data inputs, weights and masks may need more than every device has. */
export const storageBuffers = (module: Buffers): number => Math.max(...namesOf(module).map(({ length }) => length));

/** Throws where a device binds fewer. */
export function checkStorageBuffers({ limits }: GPUDevice, module: Buffers): void {
  const [needed, allowed] = [storageBuffers(module), limits[storageBuffersLimit]];
  if (needed <= allowed) return;
  const names = namesOf(module).find(({ length }) => length === needed) as readonly string[];
  const advice =
    "make the device with requiredLimits(loss, sizes, options); parameters: 'constants' and inPlace: true save a buffer each";
  throw new LossmithLimitError(
    storageBuffersLimit,
    `a dispatch with the buffers ${names.join(', ')}`,
    needed,
    allowed,
    advice,
  );
}
