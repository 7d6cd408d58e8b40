import { costOf, type Instruction, type Loop, loopsOf, type Program } from '@lossmith/core/backend';

/** From here on an operation costs more than to leave its value in memory and load it again. */
const costly = 8;

/**
 * Costly values that more than one walk along a row needs, each with its place among them: the first walk leaves them in memory for the others. Walks
 * inside walks work everything out anew.
 */
export function keptValues(program: Program): ReadonlyMap<number, number> {
  const walks = loopsOf(program).steps.filter((step): step is Loop => step.kind === 'loop');
  const places = walks.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'loop' ? [] : [step.place])));
  const again = places.filter((place, k) => places.indexOf(place) < k);
  const kept = [...new Set(again)].filter((place) => costOf((program.instructions[place] as Instruction).op) >= costly);
  return new Map(kept.map((place, slot) => [place, slot]));
}

/** What a walk has to work out, where values that are at hand are not. */
export function neededIn(
  { instructions, outputs }: Program,
  loop: Loop,
  atHand: ReadonlySet<number>,
): ReadonlySet<number> {
  const results = loop.outputs.map((name) => outputs[name]?.instruction as number);
  const needed = new Set([
    ...results,
    ...loop.reductions.flatMap((place) => (instructions[place] as Instruction).args),
  ]);
  for (let k = instructions.length - 1; k >= 0; k -= 1)
    if (needed.has(k) && !atHand.has(k))
      for (const argument of (instructions[k] as Instruction).args) needed.add(argument);
  return needed;
}
