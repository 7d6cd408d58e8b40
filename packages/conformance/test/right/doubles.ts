import type { Axes } from '@lossmith/core';
import {
  checkHostInputs,
  type HostInputs,
  type Instruction,
  type Lowering,
  operations,
  type Program,
  primitives,
} from '@lossmith/core/backend';
import type { Subject } from '../../src/subject.js';
import type { RightBackend } from './right-backend.js';

interface Value {
  readonly axes: Axes;
  readonly numbers: Float64Array;
}
type Double = Lowering<Value, HostInputs>;

function value(axes: Axes, { examples, items }: HostInputs, numberAt: (k: number) => number): Value {
  return { axes, numbers: Float64Array.from({ length: examples * items ** axes.length }, (_, k) => numberAt(k)) };
}

/** Where place k along the axes `to` lies in a value that varies along the axes `from` only. */
function placeIn(from: Axes, to: Axes, k: number, items: number): number {
  if (from === to) return k;
  if (from === '') return Math.floor(k / items ** to.length);
  return from === 'i' ? Math.floor(k / items) : Math.floor(k / items ** 2) * items + (k % items);
}

const spread = ({ axes, numbers }: Value, to: Axes, run: HostInputs) =>
  axes === to ? numbers : value(to, run, (k) => numbers[placeIn(axes, to, k, run.items)] as number).numbers;

const each =
  (f: (...x: number[]) => number): Double =>
  (args, { axes }, run) => {
    const own = args.map((one) => spread(one, axes, run));
    return value(axes, run, (k) => f(...own.map((numbers) => numbers[k] as number)));
  };

/** Along an axis, one number after the other. */
const along =
  (start: number, f: (total: number, x: number) => number): Double =>
  ([x], { axes, axis }, run) => {
    const { axes: before, numbers } = x as Value;
    const step = before === 'ij' && axis === 'i' ? run.items : 1;
    return value(axes, run, (k) => {
      const first = Math.floor(k / step) * step * run.items + (k % step);
      let total = start;
      for (let n = 0; n < run.items; n += 1) total = f(total, numbers[first + n * step] as number);
      return total;
    });
  };

const data: Double = (_, { axes, name, value: standard }: Instruction, run) => {
  const source = run.data[name as string] ?? [standard as number];
  return value(axes, run, (k) => source[source.length === 1 ? 0 : k] as number);
};

const functions = Object.keys(primitives).flatMap((op) => {
  const { meaning } = operations[op as keyof typeof operations];
  return meaning === undefined ? [] : [[op, each(meaning)] as const];
});

const lowerings: Readonly<Record<string, Double>> = {
  ...Object.fromEntries(functions),
  constant: (_, { value: number }, run) => value('', run, () => number as number),
  input: data,
  parameter: data,
  index: (_, { axes }, run) => value(axes, run, (k) => k % run.items),
  size: (_, __, run) => value('', run, () => run.items),
  sum: along(0, (total, x) => total + x),
  max: along(Number.NEGATIVE_INFINITY, Math.max),
};

function outputsOf({ instructions, outputs }: Program, run: HostInputs): Record<string, Float64Array> {
  const values: Value[] = [];
  for (const instruction of instructions) {
    const args = instruction.args.map((k) => values[k] as Value);
    values.push((lowerings[instruction.op] as Double)(args, instruction, run));
  }
  const entries = Object.entries(outputs);
  return Object.fromEntries(
    entries.map(([name, { instruction, axes }]) => [name, spread(values[instruction] as Value, axes, run)]),
  );
}

const plainSum = (numbers: Float64Array) => numbers.reduce((total, x) => total + x, 0);

function run(program: Program, inputs: HostInputs) {
  checkHostInputs(program, inputs);
  const { weight, ...outputs } = outputsOf(program, inputs);
  if (program.reduction === 'none') return outputs;
  const total = weight === undefined ? inputs.examples : plainSum(weight);
  const factor = program.reduction === 'sum' ? 1 : total === 0 ? 0 : 1 / total;
  const reduced = Object.entries(outputs).map(([name, numbers]) => {
    return [name, name === 'loss' ? [factor && plainSum(numbers) * factor] : numbers.map((x) => x * factor)] as const;
  });
  return Object.fromEntries(reduced);
}

/** A backend in float64, with primitive operations only, whose sums are all taken one number after the other. */
export const doubles: RightBackend = {
  name: 'float64, sums one by one',
  concerns: ['a row of 131,072', 'values/longRows/softmax() ×', 'data/mean, plain', 'values/golden/softmax'],
  subject: {
    backend: { contract: 1, name: 'doubles', lowerings: lowerings as never, emit: (program) => program },
    precision: 'float64',
    run: (program: Program, inputs: HostInputs) => run(program, inputs),
  } as Subject,
};
