import type { Axes, Axis } from '../expressions/expression.js';

export type Numbers = Float64Array | Float32Array;

/** A block being worked on: some examples, and how many items there are along each axis; along i only some of them where pairs are worked out. */
export interface Block {
  readonly examples: number;
  readonly i: number;
  readonly j: number;
  /** The first of those along i. Left out: 0. */
  readonly first?: number;
}

/** The values of one instruction for a block: one per example and, along its axes, per item; j varies fastest. */
export interface Register {
  readonly axes: Axes;
  readonly values: Numbers;
}

export function lengthOf(axes: Axes, { examples, i, j }: Block): number {
  return examples * (axes.includes('i') ? i : 1) * (axes.includes('j') ? j : 1);
}

/** The values repeated along the axes they lack, written to `out`; the values themselves where none is lacking. */
export function spread({ axes, values }: Register, to: Axes, block: Block, out: () => Numbers): Numbers {
  if (axes === to) return values;
  const result = out();
  const strideOf = (axis: Axis) => (axes.includes(axis) ? 1 : 0);
  const lengthAlong = (axis: Axis) => (to.includes(axis) ? block[axis] : 1);
  const [i1, j1, iLength, jLength] = [strideOf('i'), strideOf('j'), lengthAlong('i'), lengthAlong('j')];
  let place = 0;
  for (let example = 0; example < block.examples; example += 1) {
    const start = example * lengthOf(axes, { ...block, examples: 1 });
    for (let i = 0; i < iLength; i += 1) {
      for (let j = 0; j < jLength; j += 1) result[place++] = values[start + i * i1 + j * j1] as number;
    }
  }
  return result;
}
