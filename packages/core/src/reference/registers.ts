import type { Axes, Axis } from '../expressions/expression.js';

export type Numbers = Float64Array | Float32Array;

/** A block of examples being worked on: `rows` of them, each with `classes` classes. */
export interface Block {
  readonly examples: number;
  readonly items: number;
}

/** The values of one instruction for a block: one per example and, along its axes, per class; j varies fastest. */
export interface Register {
  readonly axes: Axes;
  readonly values: Numbers;
}

export function lengthOf(axes: Axes, { examples, items }: Block): number {
  return examples * items ** axes.length;
}

/** The values repeated along the axes they lack, written to `out`; the values themselves where none is lacking. */
export function spread({ axes, values }: Register, to: Axes, block: Block, out: () => Numbers): Numbers {
  if (axes === to) return values;
  const [result, { examples, items }] = [out(), block];
  const stepOf = (axis: Axis) => (axes.includes(axis) ? 1 : 0);
  const lengthAlong = (axis: Axis) => (to.includes(axis) ? items : 1);
  const [i1, j1, iLength, jLength] = [stepOf('i'), stepOf('j'), lengthAlong('i'), lengthAlong('j')];
  let place = 0;
  for (let row = 0; row < examples; row += 1) {
    const start = row * items ** axes.length;
    for (let i = 0; i < iLength; i += 1) {
      for (let j = 0; j < jLength; j += 1) result[place++] = values[start + i * i1 + j * j1] as number;
    }
  }
  return result;
}
