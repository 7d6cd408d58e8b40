import { maxGroups, type RowShape, type WgslBinding, workgroupSize } from './module.js';

/** Numbers of one call: examples, and classes of each (1 where the loss has none). */
export interface Sizes {
  readonly rows: number;
  readonly classes: number;
}

const elementBytes = { f32: 4, u32: 4, f16: 2 } as const;

/** Bytes that a buffer of data holds in a call, a whole number of words. */
export function bytesOf({ per, element }: WgslBinding, { rows, classes }: Sizes): number {
  const counts = { example: rows, class: rows * classes, pair: rows * classes * classes, call: 1 };
  return Math.ceil((counts[per] * elementBytes[element]) / 4) * 4;
}

/**
 * How many invocations share a row of classes: one where rows are short, so that they need not meet at barriers; else a
 * power of two from 16, each with some eight classes.
 */
export function lanesFor(classes: number): number {
  if (classes <= 32) return 1;
  return Math.min(workgroupSize, 2 ** Math.ceil(Math.log2(Math.max(16, classes / 8))));
}

/** Whether one invocation works through a row, or several share it. */
export const shapeFor = ({ classes }: Sizes): RowShape => (lanesFor(classes) === 1 ? 'short' : 'long');

export function groupsFor({ rows }: Sizes, lanes: number): number {
  return Math.min(maxGroups, Math.ceil((rows * lanes) / workgroupSize));
}
