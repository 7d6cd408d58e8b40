import { costOf, type Instruction, type Program } from '@lossmith/core/backend';

/** Selects with one condition, and what is worked out for either side of them alone. */
export interface Branch {
  readonly condition: number;
  readonly selects: readonly number[];
  /** Places that only the values for a true condition need, and those that only the others do: in order; none where they cost little. */
  readonly sides: readonly [readonly number[], readonly number[]];
}

/** From there on it is worth a jump to leave a side out where no lane needs it, in additions. */
const worthAJump = 60;

/** Places among `members` that selects with a condition alone need, as their argument number `side`. */
function sideOf(
  { instructions }: Program,
  members: readonly number[],
  roots: ReadonlySet<number>,
  selects: readonly number[],
  side: 1 | 2,
): readonly number[] {
  const inside = new Set<number>();
  const elsewhere = new Set(roots);
  for (const place of [...members].reverse()) {
    const { args } = instructions[place] as Instruction;
    if (!elsewhere.has(place) && !selects.includes(place)) inside.add(place);
    args.forEach((argument, k) => {
      if (!inside.has(place) && !(selects.includes(place) && k === side)) elsewhere.add(argument);
    });
  }
  return members.filter((place) => inside.has(place));
}

/** Selects of one condition, of which none needs another. */
function groupsOf({ instructions }: Program, members: readonly number[]): Pick<Branch, 'condition' | 'selects'>[] {
  const isSelect = (place: number) => instructions[place]?.op === 'select';
  const conditions = new Set(members.filter(isSelect).map((place) => instructions[place]?.args[0] as number));
  return [...conditions].flatMap((condition) => {
    const depths = new Map<number, number>();
    const groups: number[][] = [];
    for (const place of members) {
      const { args } = instructions[place] as Instruction;
      const depth = Math.max(0, ...args.map((argument) => depths.get(argument) ?? 0));
      const own = isSelect(place) && args[0] === condition;
      depths.set(place, own ? depth + 1 : depth);
      if (own) groups[depth] = [...(groups[depth] ?? []), place];
    }
    return groups.map((selects) => ({ condition, selects }));
  });
}

/** Branches among `members`, places in order of which only `roots` are needed elsewhere, by their selects. */
export function branchesIn(
  program: Program,
  members: readonly number[],
  roots: ReadonlySet<number>,
): ReadonlyMap<number, Branch> {
  const { instructions } = program;
  const cost = (places: readonly number[]) =>
    places.reduce((sum, place) => sum + costOf((instructions[place] as Instruction).op), 0);
  const branches = new Map<number, Branch>();
  for (const { condition, selects } of groupsOf(program, members)) {
    const of = (side: 1 | 2) => {
      const places = sideOf(program, members, roots, selects, side);
      return cost(places) < worthAJump ? [] : places;
    };
    const sides = [of(1), of(2)] as const;
    if (sides.some(({ length }) => length > 0))
      for (const select of selects) branches.set(select, { condition, selects, sides });
  }
  return branches;
}
