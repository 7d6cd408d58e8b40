import type { Instruction } from '@lossmith/core/backend';

/** Whether each instruction depends on data, and so has a number for each example. */
export function perExample(instructions: readonly Instruction[]): readonly boolean[] {
  const found: boolean[] = [];
  for (const { op, args } of instructions)
    found.push(op === 'input' || op === 'parameter' || args.some((place) => found[place]));
  return found;
}
