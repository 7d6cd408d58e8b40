import { costOf, type Instruction, type Program } from '@lossmith/core/backend';
import { type ModuleSpec, variesByItem } from './module-spec.js';
import type { Tier } from './writer.js';

/** Exponentials, logarithms and what is made of them. */
const isFunction = ({ op }: Instruction): boolean => costOf(op) >= 20;

/** Sums and maxima, and what has no argument. */
const gathers = ({ op }: Instruction): boolean => op === 'sum' || op === 'max' || op === 'index';

/** Places of values from which a function takes its argument, no sum of a row being between. */
function insideFunctions({ instructions }: Program): ReadonlySet<number> {
  const inside = new Set<number>();
  for (let place = instructions.length - 1; place >= 0; place -= 1) {
    const instruction = instructions[place] as Instruction;
    if (isFunction(instruction) || (inside.has(place) && !gathers(instruction)))
      for (const argument of instruction.args) inside.add(argument);
  }
  return inside;
}

/**
 * How accurate each function of a program has to be. With classes an error of U is felt U times over, by the whole row: what goes into an exponent is worked out as
 * for float64 results. An error of a weight e^{U − max U} is felt once.
 */
export function tiersOf({ program }: ModuleSpec): (place: number) => Tier {
  if (program.precision === 'float64') return () => 'double';
  const inside = variesByItem(program) ? insideFunctions(program) : new Set<number>();
  return (place) => (inside.has(place) ? 'double' : 'single');
}
