import type { Buffers } from './buffer-part.js';
import { checkedResources } from './check-buffers.js';
import { maxPartials, type WgslBinding, type WgslModule } from './module.js';
import type { Pipeline, Pipelines } from './pipelines.js';
import { makeScratchBuffer } from './scratch-buffer.js';
import type { Sizes } from './sizes.js';
import type { WorkSplit } from './work-split.js';

/** A call over certain buffers, ready to be dispatched. */
export interface BoundCall {
  readonly groups: number;
  readonly passes: readonly (Pipeline & { readonly bindGroup: GPUBindGroup })[];
}

/** What a call is kept by, and the buffer that it has for itself. */
interface KeptCall extends BoundCall {
  readonly key: Key;
  readonly call: GPUBuffer;
}

export interface Binder {
  bind(buffers: Buffers, sizes: Sizes, parameters: GPUBuffer | undefined): BoundCall;
  dispose(): void;
}

/** What a binder works on. */
export interface Binding {
  readonly device: GPUDevice;
  readonly module: WgslModule;
  /** Data that may be given though nothing reads them. */
  readonly unused: readonly string[];
  readonly pipelines: Pipelines;
  /** Does something that needs memory of the device. */
  readonly allocating: <T>(work: () => T) => T;
}

type Key = readonly (GPUBuffer | number | undefined)[];

const storageUsage = 0x80; // GPUBufferUsage.STORAGE
const uniformUsage = 0x40; // GPUBufferUsage.UNIFORM

/** Calls over other buffers that are kept ready; more are made anew. */
const kept = 16;

/** Sizes of a call never change: a new call has a buffer of its own, so that calls not yet submitted keep theirs. */
function callBuffer(device: GPUDevice, { examples, items }: Sizes, { lanes, cluster, groups }: WorkSplit): GPUBuffer {
  const buffer = device.createBuffer({ size: 32, usage: uniformUsage, mappedAtCreation: true, label: 'lossmith call' });
  const words = buffer.getMappedRange();
  new Uint32Array(words).set([examples, items, lanes, cluster, groups]);
  new Float32Array(words)[5] = examples === 0 ? 0 : 1 / examples;
  buffer.unmap();
  return buffer;
}

function partialSums(device: GPUDevice, { bindings }: WgslModule): GPUBuffer | undefined {
  if (!bindings.some(({ role }) => role === 'partials')) return undefined;
  const size = 4 * (maxPartials + 4);
  return device.createBuffer({ size, usage: storageUsage, label: 'lossmith partial sums' });
}

/** Makes bind groups of calls, and keeps those of the last ones: a call over the same buffers allocates nothing. */
export function makeBinder({ device, module, unused, pipelines, allocating }: Binding): Binder {
  const calls: KeptCall[] = [];
  const partials = partialSums(device, module);
  const scratch = makeScratchBuffer(device, module);

  function make(
    key: Key,
    sizes: Sizes,
    bufferOf: (binding: WgslBinding, call: GPUBuffer) => GPUBufferBinding,
  ): KeptCall {
    const split = pipelines.split(sizes);
    const { groups } = split;
    const call = allocating(() => callBuffer(device, sizes, split));
    const entriesOf = (pass: Pipeline) =>
      pass.bindings.map((binding) => ({ binding, resource: bufferOf(module.bindings[binding] as WgslBinding, call) }));
    const needed = pipelines.of(split.rows).filter((pass) => pass.groups === 'one' || groups > 0);
    const passes = needed.map((pass) => ({
      ...pass,
      bindGroup: device.createBindGroup({ layout: pass.layout, entries: entriesOf(pass) }),
    }));
    return { key, groups, passes, call };
  }

  return {
    bind(buffers, sizes, parameters) {
      const resources = checkedResources(device, module, unused, buffers, sizes);
      const places = [...resources.values()].flatMap(({ buffer, offset, size }) => [buffer, offset, size]);
      const key: Key = [...places, parameters, sizes.examples, sizes.items];
      const known = calls.find((one) => one.key.every((part, k) => part === key[k]));
      if (known !== undefined) return known;
      const memory = allocating(() => scratch.of(sizes));
      const made = make(key, sizes, ({ name, role }, call) => {
        if (role === 'scratch') return memory as GPUBufferBinding;
        const own = { call, partials, parameters, input: undefined, output: undefined };
        return resources.get(name) ?? { buffer: own[role] as GPUBuffer };
      });
      calls.unshift(made);
      // A buffer that commands still to be submitted use must not be destroyed: it is left to the garbage collector.
      calls.length = Math.min(calls.length, kept);
      return made;
    },
    dispose() {
      for (const { call } of calls) call.destroy();
      calls.length = 0;
      partials?.destroy();
      scratch.dispose();
    },
  };
}
