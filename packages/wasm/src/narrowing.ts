import type { Instruction, OperationName, Precision, Program } from '@lossmith/core/backend';

/** Operations whose results are masks. */
const logic: readonly OperationName[] = ['less', 'lessEqual', 'equal', 'and', 'or', 'not'];

/** What float32 vectors do as well as float64 ones. All else is done in float64, also where its arguments are narrowed. */
const arithmetic: readonly OperationName[] = [
  ...(['add', 'subtract', 'multiply', 'divide', 'negate', 'absolute', 'select'] as const),
  ...logic,
];

/**
 * The arithmetic of every instruction: float32 where all numbers are narrowed but those that all examples share, and float64 where any is not. Masks are had
 * from either.
 */
export function arithmeticOf({ instructions }: Program, shared: ReadonlySet<number>): readonly Precision[] {
  const found: Precision[] = [];
  instructions.forEach(({ op, args }) => {
    const numbers = args.slice(op === 'select' ? 1 : 0).filter((place) => !shared.has(place));
    const areNarrow = numbers.length > 0 && numbers.every((place) => found[place] === 'float32');
    found.push(op === 'narrow' || (areNarrow && arithmetic.includes(op)) ? 'float32' : 'float64');
  });
  return found;
}

/** Whether an instruction gives a mask. */
export function isMask(program: Program, place: number): boolean {
  const { op, args } = program.instructions[place] as Instruction;
  return op === 'select' ? isMask(program, args[1] as number) : logic.includes(op);
}

/** Whether anything is narrowed, so that vectors of four numbers are worth while. */
export const narrows = ({ instructions }: Program): boolean => instructions.some(({ op }) => op === 'narrow');
