import type { Instruction, OperationName, Precision, Program } from '@lossmith/core/backend';

/** Operations whose results are masks. */
const logic: readonly OperationName[] = ['less', 'lessEqual', 'equal', 'and', 'or', 'not'];

/** What float32 vectors do as well as float64 ones. All else is done in float64, also where its arguments are narrowed. */
const arithmetic: ReadonlySet<OperationName> = new Set([
  ...['add', 'subtract', 'multiply', 'divide', 'negate', 'absolute', 'sqrt', 'minimum', 'maximum', 'cap', 'select'],
  ...logic,
] as OperationName[]);

/**
 * The arithmetic of every instruction: float32 where all numbers are narrowed but those that all examples share, and float64 where any is not. Masks are had
 * from either.
 */
export function arithmeticOf({ instructions }: Program, shared: ReadonlySet<number>): readonly Precision[] {
  const found: Precision[] = [];
  instructions.forEach(({ op, args }) => {
    const numbers = (op === 'select' ? args.slice(1) : args).filter((place) => !shared.has(place));
    const isNarrow = (place: number) => found[place] === 'float32';
    const narrowed = ['and', 'or', 'not'].includes(op) ? numbers.some(isNarrow) : numbers.every(isNarrow);
    found.push(op === 'narrow' || (arithmetic.has(op) && numbers.length > 0 && narrowed) ? 'float32' : 'float64');
  });
  return found;
}

/** Whether an instruction gives a mask. */
export function isMask({ instructions }: Program, place: number): boolean {
  const { op, args } = instructions[place] as Instruction;
  return op === 'select' ? isMask({ instructions } as Program, args[1] as number) : logic.includes(op);
}

/** Whether anything is narrowed, so that vectors of four numbers are worth while. */
export const narrows = ({ instructions }: Program): boolean => instructions.some(({ op }) => op === 'narrow');
