import type { Instruction } from '@lossmith/core/backend';
import type { Graph } from './graph.js';

/** How what tiles give is put together: tensors that go from tile to tile, and what they are at the end. */
export interface Gathering {
  /** What they are before the first tile, one or two. */
  readonly start: readonly string[];
  /** What they are after a tile that gave `found`. */
  after(carried: readonly string[], found: string, graph: Graph): readonly string[];
  /** The result, of what they are after the last tile. */
  finish(carried: readonly string[]): string;
}

/** One tile behind the other. */
const joined = (empty: string, name: string | undefined): Gathering => ({
  start: [empty],
  after: ([before], found, graph) => [graph.add('Concat', [before as string, found], { axis: -2 }, name)],
  finish: ([all]) => all as string,
});

const largest = (lowest: string): Gathering => ({
  start: [lowest],
  after: ([before], found, graph) => [graph.add('Max', [before as string, found])],
  finish: ([all]) => all as string,
});

/**
 * The sum, and what rounding took from it (TwoSum; Knuth 1969): a list of 65,536 items has as many tiles, and adding one by one
 * would lose digits. The rest is NaN where the sum is infinite or NaN itself.
 */
const added = (zero: string, around: Graph): Gathering => ({
  start: [zero, zero],
  after([before, lost], found, { add }) {
    const total = add('Add', [before as string, found]);
    const own = add('Sub', [total, before as string]);
    const rest = add('Add', [add('Sub', [before as string, add('Sub', [total, own])]), add('Sub', [found, own])]);
    return [total, add('Add', [lost as string, rest])];
  },
  finish([total, lost]) {
    const [sum, rest] = [total as string, lost as string];
    return around.add('Where', [around.add('Equal', [rest, rest]), around.add('Add', [sum, rest]), sum]);
  },
});

/**
 * How results of an instruction are gathered. `filled` gives a tensor of one number with the axes of the result, of no length along i
 * where it varies along that; `name` is what an error calls a tile that has too many numbers.
 */
export function gatheringOf(
  { op, axes, axis }: Instruction,
  filled: (value: number) => string,
  name: string | undefined,
  around: Graph,
): Gathering {
  if (axes === 'ij' || axis === 'j') return joined(filled(0), name);
  return op === 'max' ? largest(filled(Number.NEGATIVE_INFINITY)) : added(filled(0), around);
}
