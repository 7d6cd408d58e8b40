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

/**
 * Costly values that more than one loop along a row needs, and what is kept for pairs, each with its slot in scratch memory: the first loop leaves them
 * there for the others.
 */
export function scratchSlots(program: Program): ReadonlyMap<number, number> {
  const loops = loopsWithMemory(program).steps.filter((step): step is Loop => step.kind === 'loop');
  const forPairs = loops.flatMap(({ keeps }) => keeps);
  const places = loops.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'instruction' ? [step.place] : [])),
  );
  const again = places.filter((place, k) => places.indexOf(place) < k);
  const kept = [...new Set(again)].filter((place) => costOf((program.instructions[place] as Instruction).op) >= costly);
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
