import {
  costly,
  costOf,
  type Instruction,
  keptForPairs,
  type Loop,
  type Loops,
  loopsOf,
  type Program,
} from '@lossmith/core/backend';

/** The loops of a program; what loops over pairs would work out again and again is kept. */
export const loopsWithMemory = (program: Program): Loops => loopsOf(program, keptForPairs(program));

const outerLoops = (program: Program): readonly Loop[] =>
  loopsWithMemory(program).steps.filter((step): step is Loop => step.kind === 'loop');

/** Places that more than one loop needs. */
function sharedPlaces(loops: readonly Loop[]): ReadonlySet<number> {
  const places = loops.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'instruction' ? [step.place] : [])),
  );
  return new Set(places.filter((place, k) => places.indexOf(place) < k));
}

/** Those that cost more to be worked out again, from what is stored, than to be stored themselves. */
function costlyPlaces({ instructions }: Program, shared: ReadonlySet<number>): ReadonlySet<number> {
  const stored = new Set<number>();
  const costs: number[] = [];
  instructions.forEach(({ op, args, axes }, place) => {
    const again = args.filter((k) => !stored.has(k) && instructions[k]?.axes === axes);
    costs[place] = again.reduce((total, k) => total + (costs[k] as number), costOf(op));
    if (shared.has(place) && (costs[place] as number) >= costly) stored.add(place);
  });
  return stored;
}

/** Those of them that a loop reads which comes after the first to need them. */
function readAgain(program: Program, loops: readonly Loop[], costly: ReadonlySet<number>): readonly number[] {
  const stored = new Set<number>();
  const read = new Set<number>();
  for (const loop of loops) {
    const needed = [...neededIn(program, loop, stored)].filter((place) => costly.has(place));
    for (const place of needed) (stored.has(place) ? read : stored).add(place);
  }
  return [...read];
}

/**
 * Values that more than one loop along a row needs and that are costly, and what is kept for pairs, each with its slot in scratch memory: the first loop leaves them
 * there for the others.
 */
export function scratchSlots(program: Program): ReadonlyMap<number, number> {
  const loops = outerLoops(program);
  const forPairs = loops.flatMap(({ keeps }) => keeps);
  const kept = readAgain(program, loops, costlyPlaces(program, sharedPlaces(loops)));
  return new Map([...new Set([...kept, ...forPairs])].map((place, slot) => [place, slot]));
}

/** What a loop has to work out, where values that are stored already are not. */
export function neededIn(
  { instructions, outputs }: Program,
  loop: Loop,
  stored: ReadonlySet<number>,
): ReadonlySet<number> {
  const results = loop.outputs.map((name) => outputs[name]?.instruction as number);
  const needed = new Set([
    ...results,
    ...loop.keeps,
    ...loop.reductions.flatMap((place) => (instructions[place] as Instruction).args),
  ]);
  for (let k = instructions.length - 1; k >= 0; k -= 1)
    if (needed.has(k) && !stored.has(k))
      for (const argument of (instructions[k] as Instruction).args) needed.add(argument);
  return needed;
}
