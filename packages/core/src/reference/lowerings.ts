import { compensatedSum } from '../data/compensated-sum.js';
import type { Axes, Axis } from '../expressions/expression.js';
import { meanings } from '../operations/meaning-of.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Lowering, Lowerings } from '../programs/backend.js';
import type { Instruction } from '../programs/program.js';
import { type ElementLoop, elementLoops, loopOf } from './element-loops.js';
import { type Block, lengthOf, type Numbers, type Register } from './registers.js';

/** What the lowerings of the reference evaluator work with. */
export interface Workspace {
  readonly block: Block;
  /** How many numbers the instruction has to work out. */
  count(): number;
  /** Room for them, the same for every block. */
  result(): Numbers;
  /** The values of an input or parameter for this block. */
  data(instruction: Instruction): Register;
}

type ReferenceLowering = Lowering<Register, Workspace>;

/** Applies an operation to whole registers; of what is one number for all, once. An argument there is not is never read. */
const elementwise =
  (loop: ElementLoop): ReferenceLowering =>
  ([first, y = first, z = first], instruction, { count, result }) => {
    const [x, out] = [first as Register, result()];
    const mask = (x.mask | (y as Register).mask | (z as Register).mask) as Register['mask'];
    const n = mask === 0 ? 1 : count();
    loop(
      out,
      n,
      x.values,
      x.mask,
      (y as Register).values,
      (y as Register).mask,
      (z as Register).values,
      (z as Register).mask,
    );
    return { axes: instruction.axes, values: out, mask };
  };

type FunctionName = Exclude<
  OperationName,
  'constant' | 'input' | 'parameter' | 'variable' | 'index' | 'size' | 'sum' | 'max'
>;

const data: ReferenceLowering = (_, instruction, workspace) => workspace.data(instruction);

/** One number, whatever the block. */
const number = (of: (instruction: Instruction, block: Block) => number): ReferenceLowering => {
  return (_, instruction, { block, result }) => {
    const values = result();
    values[0] = of(instruction, block);
    return { axes: instruction.axes, values, mask: 0 };
  };
};

const index: ReferenceLowering = (_, instruction, { block, result }) => {
  const values = result();
  const count = block[instruction.axis as Axis];
  for (let k = 0; k < lengthOf(instruction.axes, block); k += 1) values[k] = k % count;
  return { axes: instruction.axes, values, mask: -1 };
};

/** Removes an axis: `fold` sees the values along it one after the other. */
function reduction(
  start: number,
  fold: (values: Numbers, from: number, count: number, stride: number) => number,
): ReferenceLowering {
  return ([register], instruction, { block, result }) => {
    const { axes, values } = register as Register;
    const out = result();
    const inner = axes === 'ij' && instruction.axis === 'i' ? block.j : 1;
    const count = block[instruction.axis as Axis];
    for (let k = 0; k < lengthOf(instruction.axes as Axes, block); k += 1) {
      const from = Math.floor(k / inner) * inner * count + (k % inner);
      out[k] = count === 0 ? start : fold(values, from, count, inner);
    }
    return { axes: instruction.axes, values: out, mask: -1 };
  };
}

function largest(values: Numbers, from: number, count: number, stride: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k += 1) top = Math.max(top, values[from + k * stride] as number);
  return top;
}

/** Every function of numbers, by its meaning. */
const functions = Object.fromEntries(
  Object.entries(meanings).map(([op, meaning]) => [
    op,
    elementwise(elementLoops[op as OperationName] ?? loopOf(meaning)),
  ]),
) as Record<FunctionName, ReferenceLowering>;

/** The reference evaluator's table: every function by its meaning in float64. What others narrow stays as it is. */
export const referenceLowerings: Lowerings<Register, Workspace> = {
  ...functions,
  constant: number(({ value }) => value as number),
  size: number(({ axis }, block) => block[axis as Axis]),
  input: data,
  parameter: data,
  index,
  narrow: ([x]) => x as Register,
  sum: reduction(0, compensatedSum),
  max: reduction(Number.NEGATIVE_INFINITY, largest),
};
