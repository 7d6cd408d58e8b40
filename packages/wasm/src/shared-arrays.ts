import type { Precision } from '@lossmith/core/backend';
import type { Numbers } from './allocation.js';
import type { MemoryLayout, MemoryRegion } from './memory-layout.js';
import type { Work } from './run-blocks.js';

const isShared = (values: ArrayLike<number>): boolean =>
  ArrayBuffer.isView(values) && values.buffer instanceof SharedArrayBuffer;

/** Memory that two threads share, by name; it grows, and is kept from run to run. */
export interface SharedMemory {
  /** The work over shared arrays: those that are shared already, others copied. */
  share(layout: MemoryLayout, work: Work): Work;
}

/** Copies what another thread wrote back to where it belongs. */
export function takeBack(work: Work, shared: Work): void {
  work.totals.set(shared.totals);
  for (const [name, values] of Object.entries(shared.outputs)) {
    const own = work.outputs[name] as Numbers;
    if (own !== values) own.set(values);
  }
}

/** Buffers by name, each as long as was ever asked for. */
function sharedBuffers(): (key: string, bytes: number) => SharedArrayBuffer {
  const buffers = new Map<string, SharedArrayBuffer>();
  return (key, bytes) => {
    const found = buffers.get(key);
    const buffer = found !== undefined && found.byteLength >= bytes ? found : new SharedArrayBuffer(bytes);
    buffers.set(key, buffer);
    return buffer;
  };
}

const over = (buffer: SharedArrayBuffer, type: Precision, length: number): Numbers =>
  type === 'float64' ? new Float64Array(buffer, 0, length) : new Float32Array(buffer, 0, length);

export function sharedMemory(): SharedMemory {
  const bufferFor = sharedBuffers();
  /** The arrays of one kind of region over shared memory, filled where they are read. */
  const shareAll = <List extends ArrayLike<number>>(
    { regions }: MemoryLayout,
    kind: MemoryRegion['kind'],
    arrays: Readonly<Record<string, List>>,
    fill: boolean,
  ): Record<string, List | Numbers> => {
    const shared = regions
      .filter((region) => region.kind === kind)
      .map(({ name, type }) => {
        const values = arrays[name] as List;
        if (isShared(values)) return [name, values] as const;
        const copy = over(bufferFor(`${kind} ${name}`, 8 * values.length), type, values.length);
        if (fill) copy.set(values);
        return [name, copy] as const;
      });
    return Object.fromEntries(shared);
  };
  return {
    share: (layout, work) => ({
      ...work,
      inputs: shareAll(layout, 'input', work.inputs, true),
      outputs: shareAll(layout, 'output', work.outputs, false),
      totals: new Float64Array(bufferFor('totals', 8 * work.totals.length), 0, work.totals.length),
    }),
  };
}
