import type { Axes } from '../expressions/expression.js';
import type { Steps } from '../programs/compile.js';
import type { Instruction } from '../programs/program.js';

/** From how many instructions on that only one outcome of a condition needs, it is worth sorting the numbers by it. */
const fewest = 8;

/** Where a condition holds, or where it does not, inside another branch or none. */
export interface Branch {
  readonly outer: Branch | undefined;
  /** The instruction of the condition. */
  readonly condition: number;
  readonly holds: boolean;
  readonly axes: Axes;
}

/** What is worked out for some numbers of a block alone. */
export interface Branches {
  /** For each instruction the branch in which alone it is needed; undefined where that is everywhere. */
  readonly of: readonly (Branch | undefined)[];
  /** For each `select` that chooses between branches where its second and its third argument are needed. */
  readonly arms: ReadonlyMap<number, readonly [Branch, Branch]>;
}

/** A branch as a path from the outside in: 2·condition + 1 where it holds, 2·condition where not. */
type Path = readonly number[];

function common(x: Path, y: Path): Path {
  const end = x.findIndex((entry, k) => entry !== y[k]);
  return end < 0 ? x : x.slice(0, end);
}

/** For each instruction the path that all its uses share. Everything along it has the same axes. */
function pathsOf({ instructions, outputs }: Steps): readonly Path[] {
  const paths: (Path | undefined)[] = [];
  const need = (place: number, path: Path) => {
    const known = paths[place];
    paths[place] = known === undefined ? path : common(known, path);
  };
  for (const { instruction } of Object.values(outputs)) need(instruction, []);
  for (let k = instructions.length - 1; k >= 0; k -= 1) {
    const { op, args, axes, axis } = instructions[k] as Instruction;
    const isSame = (place: number | undefined) => instructions[place as number]?.axes === axes;
    // What is no function of numbers is worked out for all.
    const own = axis !== undefined || args.length === 0 ? [] : (paths[k] ?? []);
    paths[k] = own;
    const isChoice = op === 'select' && isSame(args[0]);
    args.forEach((place, position) => {
      const inner = isChoice && position > 0 ? [...own, 2 * (args[0] as number) + (position === 1 ? 1 : 0)] : own;
      need(place, isSame(place) ? inner : []);
    });
  }
  return paths as readonly Path[];
}

/**
 * The branches of a program. A link's form for small differences and that for large ones are each worked out for the scores that take it.
 */
export function branchesOf(steps: Steps): Branches {
  const { instructions } = steps;
  const paths = pathsOf(steps);
  const sizes = new Map<number, number>();
  for (const entry of paths.flat()) sizes.set(entry >> 1, (sizes.get(entry >> 1) ?? 0) + 1);
  const isWorthIt = (condition: number) => (sizes.get(condition) ?? 0) >= fewest;
  const known = new Map<string, Branch>();
  const branchAt = (path: Path): Branch | undefined => {
    const entry = path.at(-1);
    if (entry === undefined) return undefined;
    const condition = entry >> 1;
    const { axes } = instructions[condition] as Instruction;
    const branch = known.get(path.join()) ?? {
      outer: branchAt(path.slice(0, -1)),
      condition,
      holds: entry % 2 === 1,
      axes,
    };
    known.set(path.join(), branch);
    return branch;
  };
  const worthwhile = paths.map((path) => path.filter((entry) => isWorthIt(entry >> 1)));
  const arms = new Map<number, readonly [Branch, Branch]>();
  instructions.forEach(({ op, args, axes }, k) => {
    const condition = args[0] as number;
    if (op !== 'select' || !isWorthIt(condition) || instructions[condition]?.axes !== axes) return;
    const arm = (entry: number) => branchAt([...(worthwhile[k] as Path), entry]) as Branch;
    arms.set(k, [arm(2 * condition + 1), arm(2 * condition)]);
  });
  return { of: worthwhile.map(branchAt), arms };
}

/** Everything is worked out for all. */
export const noBranches: Branches = { of: [], arms: new Map() };
