import type { Precision } from '@lossmith/core/backend';
import { type MemoryLayout, type MemoryRegion, widthOf } from './memory-layout.js';

export type Numbers = Float32Array | Float64Array;

export const arrayType = (type: Precision): Float32ArrayConstructor | Float64ArrayConstructor =>
  type === 'float64' ? Float64Array : Float32Array;

/** An input or an output in memory. */
export interface Mapped {
  readonly name: string;
  /** How many numbers an example has. */
  readonly width: number;
  readonly view: Numbers;
}

/** Where the regions of a layout are, for a block of examples. */
export interface Allocation {
  readonly examples: number;
  readonly items: number;
  /** In the order of the layout's regions. */
  readonly addresses: readonly number[];
  readonly inputs: readonly Mapped[];
  readonly outputs: readonly Mapped[];
  readonly scalars: Numbers;
  readonly total: Numbers;
}

/** Vectors may reach beyond the last entry; regions begin at cache lines. */
const slack = 64;
const pageSize = 65536;

const aligned = (bytes: number) => Math.ceil(bytes / slack) * slack;

function lengthOf(region: MemoryRegion, examples: number, items: number): number {
  if (region.kind === 'input' || region.kind === 'output') return examples * widthOf(region, items);
  return region.kind === 'scratch' ? region.count * (items + 4) : region.count;
}

/** Lays regions out one behind another, and lets the memory grow where it is too small: throws RangeError where it cannot. */
export function allocate(
  { regions }: MemoryLayout,
  memory: WebAssembly.Memory,
  examples: number,
  items: number,
): Allocation {
  let end = 0;
  const allocated = regions.map((region) => {
    const length = lengthOf(region, examples, items);
    const List = arrayType(region.type);
    const address = end;
    end += aligned(length * List.BYTES_PER_ELEMENT) + slack;
    return { region, List, address, length };
  });
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
  const of = (kind: MemoryRegion['kind']): readonly Mapped[] =>
    allocated
      .filter(({ region }) => region.kind === kind)
      .map(({ region, List, address, length }) => {
        return { name: region.name, width: widthOf(region, items), view: new List(memory.buffer, address, length) };
      });
  const one = (kind: 'scalars' | 'total') => (of(kind)[0] as Mapped).view;
  return {
    examples,
    items,
    addresses: allocated.map(({ address }) => address),
    inputs: of('input'),
    outputs: of('output'),
    scalars: one('scalars'),
    total: one('total'),
  };
}
