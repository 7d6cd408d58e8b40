import { LossmithError } from '@lossmith/core';
import { keyOf, type Place, type Plan, placesOf, variesByClass } from './plan.js';

export type Numbers = Float32Array | Float64Array;

/** Entries along classes that a block holds, about: few enough for the caches, many enough to forget the call. */
const blockSize = 8192;

/** How many examples a block holds. It decides how sums are grouped, so it follows from the data alone. */
export const examplesPerBlock = ({ program }: Plan, items: number): number =>
  variesByClass(program) ? Math.max(1, Math.floor(blockSize / items)) : blockSize;

/** How many numbers one example has in an array or output. */
export const widthOf = ({ axes }: Place, items: number): number => items ** axes;

/** Places in the memory of a module for a block of rows. */
export interface Room {
  readonly examples: number;
  readonly items: number;
  readonly pointers: readonly number[];
  readonly views: ReadonlyMap<string, Numbers>;
}

/** Vectors may reach beyond the last entry; places begin at cache lines. */
const slack = 64;
const pageSize = 65536;

const aligned = (bytes: number) => Math.ceil(bytes / slack) * slack;

export const listOf = ({ program }: Pick<Plan, 'program'>): Float32ArrayConstructor | Float64ArrayConstructor =>
  program.precision === 'float64' ? Float64Array : Float32Array;

/** How long each place is, and of what. */
function lengthOf(
  plan: Plan,
  place: Place,
  examples: number,
  items: number,
): [Float32ArrayConstructor | Float64ArrayConstructor, number] {
  if (place.kind === 'total') return [Float64Array, 1];
  if (place.kind === 'numbers') return [Float64Array, 1 + plan.program.parameters.length];
  if (place.kind === 'scratch') return [Float64Array, place.axes * (items + 4)];
  return [listOf(plan), examples * widthOf(place, items)];
}

function grow(memory: WebAssembly.Memory, pages: number, items: number): void {
  try {
    memory.grow(pages);
  } catch {
    throw new LossmithError('memory', `rows of ${items} classes need too much memory`, 'use shorter rows');
  }
}

/** Lays places out one behind another, and lets the memory grow where it is too small. */
export function makeRoom(plan: Plan, memory: WebAssembly.Memory, examples: number, items: number): Room {
  let end = 0;
  const layout = placesOf(plan).map((place) => {
    const [List, length] = lengthOf(plan, place, examples, items);
    const begin = end;
    end += aligned(length * List.BYTES_PER_ELEMENT) + slack;
    return { key: keyOf(place), List, begin, length };
  });
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) grow(memory, Math.ceil(missing / pageSize), items);
  const views = layout.map(({ key, List, begin, length }) => [key, new List(memory.buffer, begin, length)] as const);
  return { examples, items, pointers: layout.map(({ begin }) => begin), views: new Map(views) };
}
