import type { Instruction, Program } from '@lossmith/core/backend';

/** Places of a program that these need, and themselves, but for what is there already and what only that needs. */
export function neededFrom(
  { instructions }: Program,
  places: Iterable<number>,
  isThere: (place: number) => boolean = () => false,
): ReadonlySet<number> {
  const needed = new Set(places);
  for (let k = instructions.length - 1; k >= 0; k -= 1) {
    if (!needed.has(k)) continue;
    if (isThere(k)) needed.delete(k);
    else for (const place of (instructions[k] as Instruction).args) needed.add(place);
  }
  return needed;
}

/** Instructions that some of the outputs need. */
export const neededBy = (program: Program, names = Object.keys(program.outputs)): ReadonlySet<number> =>
  neededFrom(
    program,
    names.flatMap((name) => program.outputs[name]?.instruction ?? []),
  );

/** Values with one number for all examples, which are worked out once, by their place in the program. */
export function sharedValues(program: Program, perExample: readonly string[]): ReadonlySet<number> {
  const shared = new Set<number>();
  const isShared = ({ op, args, name }: Instruction) => {
    if (op === 'parameter') return !perExample.includes(name as string);
    if (op === 'input' || op === 'index' || op === 'sum' || op === 'max') return false;
    return args.every((place) => shared.has(place));
  };
  program.instructions.forEach((instruction, place) => {
    if (isShared(instruction)) shared.add(place);
  });
  const needed = neededBy(program);
  return new Set([...shared].filter((place) => needed.has(place)));
}

/** Names of the inputs that an output needs. */
export function inputsOf(program: Program, output: string): ReadonlySet<string> {
  const needed = [...neededBy(program, [output])].map((place) => program.instructions[place] as Instruction);
  return new Set(needed.flatMap(({ op, name }) => (op === 'input' ? [name as string] : [])));
}
