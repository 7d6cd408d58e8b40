import { compensatedSum } from '../data/compensated-sum.js';
import type { Axes, Axis } from '../expressions/expression.js';
import { meanings } from '../operations/meaning-of.js';
import type { Meaning } from '../operations/operation.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Lowering, Lowerings } from '../programs/backend.js';
import type { Instruction } from '../programs/program.js';
import { type Block, lengthOf, type Numbers, type Register, spread } from './registers.js';

/** What the lowerings of the reference evaluator work with. */
export interface Workspace {
  readonly block: Block;
  /** Room for the result of the instruction, the same for every block. */
  result(instruction: Instruction): Numbers;
  /** Room for an argument spread over more axes. */
  scratch(instruction: Instruction, argument: number): Numbers;
  /** The values of an input or parameter for this block. */
  data(instruction: Instruction): Numbers;
}

type ReferenceLowering = Lowering<Register, Workspace>;

/** Applies a function of numbers to whole registers. Loops are written out where they are hot: a call per number costs more than the sum itself. */
function elementwise(loop: (out: Numbers, args: readonly Numbers[], length: number) => void): ReferenceLowering {
  return (args, instruction, workspace) => {
    const { axes } = instruction;
    const values = args.map((register, k) =>
      spread(register, axes, workspace.block, () => workspace.scratch(instruction, k)),
    );
    const out = workspace.result(instruction);
    loop(out, values, lengthOf(axes, workspace.block));
    return { axes, values: out };
  };
}

type FunctionName = Exclude<
  OperationName,
  'constant' | 'input' | 'parameter' | 'variable' | 'index' | 'size' | 'sum' | 'max'
>;

function byMeaning(meaning: Meaning): ReferenceLowering {
  return elementwise((out, [x, y, z], length) => {
    const [first, second, third] = [x as Numbers, y as Numbers, z as Numbers];
    if (second === undefined) for (let k = 0; k < length; k += 1) out[k] = meaning(first[k] as number);
    else if (third === undefined)
      for (let k = 0; k < length; k += 1) out[k] = meaning(first[k] as number, second[k] as number);
    else
      for (let k = 0; k < length; k += 1) out[k] = meaning(first[k] as number, second[k] as number, third[k] as number);
  });
}

const data: ReferenceLowering = (_, instruction, workspace) => ({
  axes: instruction.axes,
  values: workspace.data(instruction),
});

const numbersOf = (fill: (instruction: Instruction, block: Block) => (k: number) => number): ReferenceLowering => {
  return (_, instruction, workspace) => {
    const out = workspace.result(instruction);
    const value = fill(instruction, workspace.block);
    for (let k = 0; k < lengthOf(instruction.axes, workspace.block); k += 1) out[k] = value(k);
    return { axes: instruction.axes, values: out };
  };
};

/** Removes an axis: `fold` sees the values along it one after the other. */
function reduction(
  start: number,
  fold: (values: Numbers, from: number, count: number, stride: number) => number,
): ReferenceLowering {
  return ([register], instruction, workspace) => {
    const { axes, values } = register as Register;
    const { block } = workspace;
    const out = workspace.result(instruction);
    const inner = axes === 'ij' && instruction.axis === 'i' ? block.j : 1;
    const count = block[instruction.axis as Axis];
    for (let k = 0; k < lengthOf(instruction.axes as Axes, block); k += 1) {
      const from = Math.floor(k / inner) * inner * count + (k % inner);
      out[k] = count === 0 ? start : fold(values, from, count, inner);
    }
    return { axes: instruction.axes, values: out };
  };
}

function largest(values: Numbers, from: number, count: number, stride: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k += 1) top = Math.max(top, values[from + k * stride] as number);
  return top;
}

/** Every function of numbers, by its meaning. */
const functions = Object.fromEntries(
  Object.entries(meanings).map(([op, meaning]) => [op, byMeaning(meaning)]),
) as Record<FunctionName, ReferenceLowering>;

/** The reference evaluator's table: every function by its meaning in float64. */
export const referenceLowerings: Lowerings<Register, Workspace> = {
  ...functions,
  constant: numbersOf(
    ({ value }) =>
      () =>
        value as number,
  ),
  input: data,
  parameter: data,
  index: numbersOf(
    ({ axis }, block) =>
      (k) =>
        k % block[axis as Axis],
  ),
  size: numbersOf(
    ({ axis }, block) =>
      () =>
        block[axis as Axis],
  ),
  add: elementwise((out, [x, y], n) => {
    for (let k = 0; k < n; k += 1) out[k] = ((x as Numbers)[k] as number) + ((y as Numbers)[k] as number);
  }),
  subtract: elementwise((out, [x, y], n) => {
    for (let k = 0; k < n; k += 1) out[k] = ((x as Numbers)[k] as number) - ((y as Numbers)[k] as number);
  }),
  multiply: elementwise((out, [x, y], n) => {
    for (let k = 0; k < n; k += 1) out[k] = ((x as Numbers)[k] as number) * ((y as Numbers)[k] as number);
  }),
  divide: elementwise((out, [x, y], n) => {
    for (let k = 0; k < n; k += 1) out[k] = ((x as Numbers)[k] as number) / ((y as Numbers)[k] as number);
  }),
  select: elementwise((out, [condition, x, y], n) => {
    for (let k = 0; k < n; k += 1)
      out[k] = ((condition as Numbers)[k] !== 0 ? (x as Numbers)[k] : (y as Numbers)[k]) as number;
  }),
  sum: reduction(0, compensatedSum),
  max: reduction(Number.NEGATIVE_INFINITY, largest),
};
