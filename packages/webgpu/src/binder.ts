import { LossmithOptionError } from '@lossmith/core';
import { LossmithLimitError } from './errors.js';
import { maxPartials, type WgslBinding, type WgslModule } from './module.js';
import type { Parameters } from './parameter-buffer.js';
import type { Pipeline, Pipelines } from './pipelines.js';
import { bytesOf, type Sizes } from './sizes.js';
import type { WorkSplit } from './work-split.js';

/** A buffer of the user's, or a part of one; `offset` and `size` in bytes. */
export type BufferPart = GPUBuffer | { readonly buffer: GPUBuffer; readonly offset?: number; readonly size?: number };

/** Buffers of a call by the names of inputs and outputs. */
export type Buffers = Readonly<Record<string, BufferPart | undefined>>;

export interface Resource {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** A call over certain buffers, ready to be dispatched. */
interface Bound {
  readonly key: readonly (Resource | number | undefined)[];
  readonly groups: number;
  readonly passes: readonly (Pipeline & { readonly bindGroup: GPUBindGroup })[];
  readonly call: GPUBuffer;
}

export interface Binder {
  bind(buffers: Buffers, sizes: Sizes): Bound;
  dispose(): void;
}

const storageUsage = 0x80; // GPUBufferUsage.STORAGE
const uniformUsage = 0x40; // GPUBufferUsage.UNIFORM

/** Calls over other buffers that are kept ready; more are made anew. */
const kept = 16;

export const asPart = (part: BufferPart): Resource => {
  if (!('buffer' in part)) return { buffer: part, offset: 0, size: part.size };
  const { buffer, offset = 0 } = part;
  return { buffer, offset, size: part.size ?? buffer.size - offset };
};

function checkResource(
  device: GPUDevice,
  binding: WgslBinding,
  sizes: Sizes,
  { buffer, offset, size }: Resource,
): void {
  const { name } = binding;
  const needed = bytesOf(binding, sizes);
  if ((buffer.usage & storageUsage) === 0)
    throw new LossmithOptionError(
      name,
      'its buffer was made without STORAGE',
      'add GPUBufferUsage.STORAGE to its usage',
    );
  const step = device.limits.minStorageBufferOffsetAlignment;
  if (offset % step !== 0)
    throw new LossmithOptionError(name, `its offset is ${offset}`, `offsets are multiples of ${step} on this device`);
  if (size < needed || offset + size > buffer.size)
    throw new LossmithOptionError(
      name,
      `has ${Math.min(size, buffer.size - offset)} bytes, and ${needed} are needed for ${sizes.examples} examples${binding.per === 'class' ? ` of ${sizes.items} classes` : ''}`,
      'give a larger buffer',
    );
  const { maxStorageBufferBindingSize } = device.limits;
  if (needed > maxStorageBufferBindingSize)
    throw new LossmithLimitError(
      'maxStorageBufferBindingSize',
      `${name} (${sizes.examples} × ${sizes.items} numbers)`,
      needed,
      maxStorageBufferBindingSize,
      'ask the adapter for a device with requiredLimits(loss, sizes), or give less at once',
    );
}

/** WebGPU allows no buffer to be read and written in one dispatch, and no part of one to be written twice. */
function checkOverlap(bindings: readonly WgslBinding[], resources: ReadonlyMap<string, Resource>): void {
  const written = bindings.filter(({ type, role }) => type === 'storage' && role !== 'partials');
  for (const { name } of written) {
    const own = resources.get(name) as Resource;
    for (const other of bindings) {
      const there = resources.get(other.name);
      if (there === undefined || other.name === name || there.buffer !== own.buffer) continue;
      const apart = own.offset + own.size <= there.offset || there.offset + there.size <= own.offset;
      if (other.type === 'storage' && apart) continue;
      throw new LossmithOptionError(
        name,
        `lies in the same buffer as ${other.name}`,
        name === 'gradient' && other.name === 'predicted'
          ? 'make the kernel with inPlace: true to write the gradient over predicted'
          : 'WebGPU cannot read and write one buffer at once: give them buffers of their own',
      );
    }
  }
}

/** Buffers that would change nothing are a mistake worth telling; a loss may do without some of its data. */
function checkNames(bindings: readonly WgslBinding[], buffers: Buffers): void {
  const known = bindings.filter(({ role }) => role === 'input' || role === 'output').map(({ name }) => name);
  const unknown = Object.keys(buffers).find((name) => ![...known, 'predicted', 'target'].includes(name));
  if (unknown === undefined) return;
  const advice = `make it so, with the options weight, mask or outputs; it takes ${known.join(', ')}`;
  throw new LossmithOptionError(unknown, 'is no buffer of this kernel', advice);
}

function resourcesOf(device: GPUDevice, { bindings }: WgslModule, buffers: Buffers, sizes: Sizes) {
  const resources = new Map<string, Resource>();
  checkNames(bindings, buffers);
  for (const binding of bindings) {
    if (binding.role !== 'input' && binding.role !== 'output') continue;
    const part = buffers[binding.name];
    if (part === undefined)
      throw new LossmithOptionError(binding.name, 'has no buffer', `give a GPUBuffer for ${binding.name}`);
    const given = asPart(part);
    checkResource(device, binding, sizes, given);
    resources.set(binding.name, { ...given, size: bytesOf(binding, sizes) });
  }
  checkOverlap(bindings, resources);
  return resources;
}

const sameKey = (x: Bound['key'], y: Bound['key']) => x.length === y.length && x.every((part, k) => same(part, y[k]));

function same(x: Resource | number | undefined, y: Resource | number | undefined): boolean {
  if (typeof x !== 'object' || typeof y !== 'object') return x === y;
  return x.buffer === y.buffer && x.offset === y.offset && x.size === y.size;
}

/** Sizes of a call never change: a new call has a buffer of its own, so that calls not yet submitted keep theirs. */
function callBuffer(device: GPUDevice, { examples, items }: Sizes, { lanes, cluster, groups }: WorkSplit): GPUBuffer {
  const buffer = device.createBuffer({ size: 32, usage: uniformUsage, mappedAtCreation: true, label: 'lossmith call' });
  const words = buffer.getMappedRange();
  new Uint32Array(words).set([examples, items, lanes, cluster, groups]);
  new Float32Array(words)[5] = examples === 0 ? 0 : 1 / examples;
  buffer.unmap();
  return buffer;
}

/** Makes bind groups of calls, and keeps those of the last ones: a call over the same buffers allocates nothing. */
export function makeBinder(
  device: GPUDevice,
  module: WgslModule,
  pipelines: Pipelines,
  parameters: Parameters,
  allocating: <T>(work: () => T) => T,
): Binder {
  const bound: Bound[] = [];
  const hasPartials = module.bindings.some(({ role }) => role === 'partials');
  const partials = hasPartials
    ? device.createBuffer({ size: 4 * (maxPartials + 4), usage: storageUsage, label: 'lossmith partial sums' })
    : undefined;

  function make(resources: ReadonlyMap<string, Resource>, sizes: Sizes, key: Bound['key']): Bound {
    const split = pipelines.split(sizes);
    const { groups } = split;
    const call = allocating(() => callBuffer(device, sizes, split));
    const own = { call, partials, parameters: parameters.buffer() };
    const resource = ({ name, role }: WgslBinding): GPUBufferBinding =>
      role === 'input' || role === 'output' ? (resources.get(name) as Resource) : { buffer: own[role] as GPUBuffer };
    const entriesOf = (pass: Pipeline) =>
      pass.bindings.map((binding) => ({ binding, resource: resource(module.bindings[binding] as WgslBinding) }));
    const needed = pipelines.of(split.rows).filter((pass) => pass.groups === 'one' || groups > 0);
    const passes = needed.map((pass) => ({
      ...pass,
      bindGroup: device.createBindGroup({ layout: pass.layout, entries: entriesOf(pass) }),
    }));
    return { key, groups, passes, call };
  }

  return {
    bind(buffers, sizes) {
      const resources = resourcesOf(device, module, buffers, sizes);
      const parts = module.bindings.map(({ name }) => resources.get(name));
      const parameterBuffer = parameters.buffer();
      const own = parameterBuffer === undefined ? [] : [{ buffer: parameterBuffer, offset: 0, size: 0 }];
      const key = [...parts, ...own, sizes.examples, sizes.items];
      const known = bound.find((one) => sameKey(one.key, key));
      if (known !== undefined) return known;
      const made = make(resources, sizes, key);
      bound.unshift(made);
      // A buffer that commands still to be submitted use must not be destroyed: it is left to the garbage collector.
      bound.length = Math.min(bound.length, kept);
      return made;
    },
    dispose() {
      for (const { call } of bound) call.destroy();
      bound.length = 0;
      partials?.destroy();
    },
  };
}
