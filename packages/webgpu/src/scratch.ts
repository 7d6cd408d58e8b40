import { keptForPairs, type Loop, type Loops, loopsOf, type Program } from '@lossmith/core/backend';
import type { RowShape } from './module.js';

/**
 * The loops of a program. What loops over pairs would work out again and again is left in memory, but by a part of a subgroup:
 * nothing makes what its invocations wrote visible to the others without a barrier of the whole workgroup.
 */
export const loopsFor = (program: Program, shape: RowShape): Loops =>
  shape === 'cluster' ? loopsOf(program) : loopsOf(program, keptForPairs(program));

/** Values of items that loops leave in memory, by their place in the program, with their slot there. */
export function scratchSlots(program: Program): ReadonlyMap<number, number> {
  const loops = loopsFor(program, 'short').steps.filter((step): step is Loop => step.kind === 'loop');
  return new Map(loops.flatMap(({ keeps }) => keeps).map((place, slot) => [place, slot]));
}

/** The text of a number there: the items of a list lie together, as invocations side by side read them. */
export const scratchText = (slot: number, axis: string): string =>
  `scratch_data[(${slot}u * call.examples + example) * call.items + ${axis}]`;
