import { costly, costOf } from '../operations/costs.js';
import type { Instruction, Program } from './program.js';

/** What an instruction costs with all it needs that varies along the same axis; a reduction is as long as the list. */
function costsOf({ instructions }: Program): readonly number[] {
  const costs: number[] = [];
  instructions.forEach(({ op, args, axes, axis }, k) => {
    const gathers = op !== 'index' && axis !== undefined;
    const before = args.map((argument) =>
      (instructions[argument] as Instruction).axes === axes ? (costs[argument] as number) : 0,
    );
    costs[k] = gathers ? Number.POSITIVE_INFINITY : costOf(op) + Math.max(0, ...before);
  });
  return costs;
}

/** Values of single items that pairs need and that are costly: each would be worked out as often as the list is long, and sums over it, inside pairs, would make their time cubic. */
export function keptForPairs(program: Program): ReadonlySet<number> {
  const { instructions } = program;
  const ofPairs = instructions.filter(({ axes }) => axes === 'ij').flatMap(({ args }) => args);
  const costs = costsOf(program);
  const isKept = (place: number) =>
    (instructions[place] as Instruction).axes.length === 1 && (costs[place] as number) >= costly;
  return new Set(ofPairs.filter(isKept));
}
