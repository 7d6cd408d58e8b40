import type { Axes } from '../expressions/expression.js';

export type Numbers = Float64Array | Float32Array;

/** A block of examples being worked on: `rows` of them, each with `classes` classes. */
export interface Block {
  readonly rows: number;
  readonly classes: number;
}

/** The values of one instruction for a block: one per example and, along its axes, per class; j varies fastest. */
export interface Register {
  readonly axes: Axes;
  readonly values: Numbers;
}

export function lengthOf(axes: Axes, { rows, classes }: Block): number {
  return rows * classes ** axes.length;
}

/** The values repeated along the axes they lack, written to `out`; the values themselves where none is lacking. */
export function spread({ axes, values }: Register, to: Axes, block: Block, out: () => Numbers): Numbers {
  if (axes === to || axes === 'ij') return values;
  const result = out();
  const { rows, classes } = block;
  const inner = to === 'ij' && axes === 'j' ? 1 : classes;
  if (axes === '') {
    const span = classes ** to.length;
    for (let row = 0; row < rows; row += 1) result.fill(values[row] as number, row * span, (row + 1) * span);
    return result;
  }
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < classes; i += 1) {
      for (let j = 0; j < classes; j += 1) {
        const at = row * classes + (inner === 1 ? j : i);
        result[(row * classes + i) * classes + j] = values[at] as number;
      }
    }
  }
  return result;
}
