import type { Range } from './statements.js';

/** How many numbers are added one by one: equal ones all round the same way, in longer blocks by too much. */
export const blockLength = 16;

/** The part of a range that a block goes along, or a block of blocks: `length` steps from `first` on. */
export const partOf = ({ variable, to, step }: Range, length: number, first: string): Range => ({
  variable,
  from: first,
  to: `min(${first} + ${length}u * ${step}, ${to})`,
  step,
});

/** The variable of a block's own. */
export const inBlock = (name: string, length: number = blockLength): string => `${name}_of_${length}`;
