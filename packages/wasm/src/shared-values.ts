import type { Instruction, Program } from '@lossmith/core/backend';

/** Instructions that outputs need. */
function neededBy({ instructions, outputs }: Program): ReadonlySet<number> {
  const needed = new Set(Object.values(outputs).map(({ instruction }) => instruction));
  for (let k = instructions.length - 1; k >= 0; k -= 1)
    if (needed.has(k)) for (const place of (instructions[k] as Instruction).args) needed.add(place);
  return needed;
}

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
