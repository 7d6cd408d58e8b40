import type { Precision } from '@lossmith/core/backend';
import { type MemoryLayout, type MemoryRegion, widthOf } from './memory-layout.js';

export type Numbers = Float32Array | Float64Array;

export const arrayType = (type: Precision): Float32ArrayConstructor | Float64ArrayConstructor =>
  type === 'float64' ? Float64Array : Float32Array;

/** An input or an output in memory. */
export interface Mapped {
  readonly name: string;
  /** Its place among the layout's regions. */
  readonly region: number;
  readonly address: number;
  /** How many numbers an example has. */
  readonly width: number;
  readonly view: Numbers;
}

/** Where the regions of a layout are, for a block of examples. */
export interface Allocation {
  /** The address behind them. */
  readonly end: number;
  readonly examples: number;
  readonly items: number;
  /** In the order of the layout's regions, for the block at hand. */
  readonly addresses: number[];
  readonly inputs: readonly Mapped[];
  readonly outputs: readonly Mapped[];
  /** Of layouts that have these regions. */
  readonly scalars: Numbers;
  readonly total: Numbers;
}

/** Vectors may reach beyond the last entry; regions begin at cache lines. */
const slack = 64;
export const pageSize = 65536;

/** What a WebAssembly.Memory does; growing makes a new buffer. */
export interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): unknown;
}

/** Memory of no module. */
export function plainMemory(): GrowingMemory {
  const memory = {
    buffer: new ArrayBuffer(0),
    grow(pages: number) {
      memory.buffer = new ArrayBuffer(memory.buffer.byteLength + pages * pageSize);
    },
  };
  return memory;
}

const aligned = (bytes: number) => Math.ceil(bytes / slack) * slack;

function lengthOf(region: MemoryRegion, examples: number, items: number): number {
  if (region.kind === 'input' || region.kind === 'output') return examples * widthOf(region, items);
  return region.kind === 'scratch' ? region.count * (items + 4) : region.count;
}

/** Lays regions out one behind another from an address on, and lets the memory grow where it is too small: throws RangeError where it cannot. */
export function allocate(
  { regions }: MemoryLayout,
  memory: GrowingMemory,
  start: number,
  examples: number,
  items: number,
): Allocation {
  let end = start;
  const allocated = regions.map((region, place) => {
    const length = lengthOf(region, examples, items);
    const address = end;
    end += aligned(length * arrayType(region.type).BYTES_PER_ELEMENT) + slack;
    return { region, place, address, length };
  });
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
  const of = (kind: MemoryRegion['kind']): readonly Mapped[] =>
    allocated
      .filter(({ region }) => region.kind === kind)
      .map(({ region, place, address, length }) => {
        const view = new (arrayType(region.type))(memory.buffer, address, length);
        return { name: region.name, region: place, address, width: widthOf(region, items), view };
      });
  const one = (kind: 'scalars' | 'total') => of(kind)[0]?.view as Numbers;
  return {
    end,
    examples,
    items,
    addresses: allocated.map(({ address }) => address),
    inputs: of('input'),
    outputs: of('output'),
    scalars: one('scalars'),
    total: one('total'),
  };
}
