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
  /** The k-th value is values[k & mask]: −1, or 0 where one number stands for all. */
  readonly mask: 0 | -1;
}

export function lengthOf(axes: Axes, { examples, i, j }: Block): number {
  return examples * (axes.includes('i') ? i : 1) * (axes.includes('j') ? j : 1);
}

/** The values repeated along the axes they lack, in `room`; the register itself where none is lacking. */
export function spread(register: Register, to: Axes, block: Block, room: () => Numbers): Register {
  const { axes, values, mask } = register;
  if (axes === to || mask === 0) return register;
  if (lengthOf(axes, block) === 1) return { axes: to, values, mask: 0 };
  const result = room();
  const strideOf = (axis: Axis) => (axes.includes(axis) ? 1 : 0);
  const lengthAlong = (axis: Axis) => (to.includes(axis) ? block[axis] : 1);
  const [i1, j1, iLength, jLength] = [strideOf('i'), strideOf('j'), lengthAlong('i'), lengthAlong('j')];
  const perExample = lengthOf(axes, { ...block, examples: 1 });
  let place = 0;
  for (let start = 0; start < block.examples * perExample; start += perExample) {
    for (let i = 0; i < iLength; i += 1) {
      for (let j = 0; j < jLength; j += 1) result[place++] = values[start + i * i1 + j * j1] as number;
    }
  }
  return { axes: to, values: result, mask };
}
