import type { Work } from './blocks.js';
import { type Place, type Plan, placesOf } from './plan.js';
import { examplesPerBlock, type Numbers, widthOf } from './room.js';

const isShared = (values: ArrayLike<number>): boolean =>
  ArrayBuffer.isView(values) && values.buffer instanceof SharedArrayBuffer;

/** Entries of an array, as a view of it where it is one. */
function entries(values: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return ArrayBuffer.isView(values) ? (values as Numbers).subarray(from, to) : Array.from(values).slice(from, to);
}

/** The part of the work that is the examples from `from` on, up to `to`, at borders of blocks. */
export function partOf(plan: Plan, work: Work, from: number, to: number): Work {
  const { items, totals } = work;
  const size = examplesPerBlock(plan, items);
  const cut = (kind: Place['kind'], all: Readonly<Record<string, ArrayLike<number>>>) => {
    const places = placesOf(plan).filter((place) => place.kind === kind);
    return Object.fromEntries(
      places.map((place) => {
        const width = widthOf(place, items);
        return [place.name, entries(all[place.name] as ArrayLike<number>, from * width, to * width)];
      }),
    );
  };
  return {
    ...work,
    examples: to - from,
    arrays: cut('array', work.arrays),
    outputs: cut('output', work.outputs) as Work['outputs'],
    totals: totals.subarray(from / size, Math.ceil(to / size)),
  };
}

/** Memory that threads share, by name; it grows, and is kept from run to run. */
export interface SharedMemory {
  /** The work over shared arrays: those that are shared already, others copied. */
  share(plan: Plan, work: Work): Work;
}

/** Copies what another thread wrote back to where it belongs. */
export function takeBack(work: Work, shared: Work): void {
  work.totals.set(shared.totals);
  for (const [name, values] of Object.entries(shared.outputs)) {
    const own = work.outputs[name] as Numbers;
    if (own !== values) own.set(values);
  }
}

export function sharedMemory(): SharedMemory {
  const buffers = new Map<string, SharedArrayBuffer>();
  const room = <Kind extends Numbers>(
    List: new (buffer: SharedArrayBuffer, begin: number, length: number) => Kind,
    key: string,
    length: number,
  ) => {
    const bytes = 8 * length;
    const found = buffers.get(key);
    const buffer = found !== undefined && found.byteLength >= bytes ? found : new SharedArrayBuffer(bytes);
    buffers.set(key, buffer);
    return new List(buffer, 0, length);
  };
  return {
    share(plan, work) {
      const list = (key: string, length: number): Numbers =>
        plan.program.precision === 'float64' ? room(Float64Array, key, length) : room(Float32Array, key, length);
      const copied = ([name, values]: [string, ArrayLike<number>]) => {
        if (isShared(values)) return [name, values] as const;
        const copy = list(`array ${name}`, values.length);
        copy.set(values);
        return [name, copy] as const;
      };
      const empty = ([name, values]: [string, Numbers]) =>
        [name, isShared(values) ? values : list(`output ${name}`, values.length)] as const;
      return {
        ...work,
        arrays: Object.fromEntries(Object.entries(work.arrays).map(copied)),
        outputs: Object.fromEntries(Object.entries(work.outputs).map(empty)),
        totals: room(Float64Array, 'totals', work.totals.length),
      };
    },
  };
}
