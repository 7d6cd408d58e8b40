import { LossmithOptionError } from '@lossmith/core';
import { type Buffers, overlap, type Resource, resourceOf } from './buffer-part.js';
import { LossmithLimitError } from './errors.js';
import { isData, type WgslBinding, type WgslModule } from './module.js';
import { bytesOf, type Sizes } from './sizes.js';

const storageUsage = 0x80; // GPUBufferUsage.STORAGE

function checkPlace(device: GPUDevice, name: string, { buffer, offset }: Resource): void {
  if ((buffer.usage & storageUsage) === 0)
    throw new LossmithOptionError(
      name,
      'its buffer was made without STORAGE',
      'add GPUBufferUsage.STORAGE to its usage',
    );
  const step = device.limits.minStorageBufferOffsetAlignment;
  if (offset % step !== 0)
    throw new LossmithOptionError(name, `its offset is ${offset}`, `offsets are multiples of ${step} on this device`);
}

function checkSize(device: GPUDevice, binding: WgslBinding, sizes: Sizes, { buffer, offset, size }: Resource): void {
  const { name } = binding;
  const needed = bytesOf(binding, sizes);
  if (size < needed || offset + size > buffer.size)
    throw new LossmithOptionError(
      name,
      `has ${Math.min(size, buffer.size - offset)} bytes, and ${needed} are needed for ${sizes.examples} examples${binding.per === 'class' ? ` of ${sizes.items} classes` : ''}`,
      'give a larger buffer',
    );
  checkBinding(device, binding, sizes);
}

/** Throws where a binding is larger than the device can have. */
export function checkBinding(device: GPUDevice, binding: WgslBinding, sizes: Sizes): void {
  const { maxStorageBufferBindingSize } = device.limits;
  const needed = bytesOf(binding, sizes);
  if (needed <= maxStorageBufferBindingSize) return;
  throw new LossmithLimitError(
    'maxStorageBufferBindingSize',
    `${binding.name} (${sizes.examples} × ${sizes.items} numbers${binding.each === undefined ? '' : `, ${binding.each} times`})`,
    needed,
    maxStorageBufferBindingSize,
    'ask the adapter for a device with requiredLimits(loss, sizes), or give less at once',
  );
}

const notBoth = (name: string, other: string): LossmithOptionError =>
  new LossmithOptionError(
    name,
    `lies in the GPUBuffer of ${other}, and a dispatch of WebGPU either reads or writes a buffer, all of it`,
    `give it a buffer of its own${name === 'gradient' && other === 'predicted' ? ', or make the kernel with inPlace: true to write it over predicted' : ''}`,
  );

/** What is written has its bytes for itself, and its buffer in every dispatch that reads something. */
function checkApart({ bindings, passes }: WgslModule, resources: ReadonlyMap<string, Resource>): void {
  const together = (x: WgslBinding, y: WgslBinding) =>
    passes.some((pass) => pass.bindings.includes(x.binding) && pass.bindings.includes(y.binding));
  const data = bindings.filter(isData);
  for (const written of data.filter(({ type }) => type === 'storage')) {
    const own = resources.get(written.name) as Resource;
    for (const other of data) {
      const there = resources.get(other.name) as Resource;
      if (other === written || there.buffer !== own.buffer) continue;
      if (other.type === 'read-only-storage' && together(written, other)) throw notBoth(written.name, other.name);
      if (overlap(own, there))
        throw new LossmithOptionError(written.name, `overlaps ${other.name}`, 'give them parts that are apart');
    }
  }
}

/** Buffers that would change nothing are a mistake worth telling; a loss may do without some of its data. */
function checkNames({ bindings }: WgslModule, unused: readonly string[], buffers: Buffers): void {
  const known = bindings.filter(isData).map(({ name }) => name);
  const unknown = Object.keys(buffers).find((name) => !known.includes(name) && !unused.includes(name));
  if (unknown === undefined) return;
  const advice = `make it so, with the options weight, mask or outputs; it takes ${known.join(', ')}`;
  throw new LossmithOptionError(unknown, 'is no buffer of this kernel', advice);
}

/** The parts of buffers for all data of a call. Throws for what WebGPU, or the kernel, cannot take. */
export function checkedResources(
  device: GPUDevice,
  module: WgslModule,
  unused: readonly string[],
  buffers: Buffers,
  sizes: Sizes,
): ReadonlyMap<string, Resource> {
  checkNames(module, unused, buffers);
  const resources = new Map<string, Resource>();
  for (const binding of module.bindings.filter(isData)) {
    const { name } = binding;
    const given = resourceOf(name, buffers[name]);
    checkPlace(device, name, given);
    checkSize(device, binding, sizes, given);
    resources.set(name, { ...given, size: bytesOf(binding, sizes) });
  }
  checkApart(module, resources);
  return resources;
}
