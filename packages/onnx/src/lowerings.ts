import type { Axis } from '@lossmith/core';
import type { Lowering, Lowerings, PrimitiveLowerings } from '@lossmith/core/backend';
import { type Context, withAxes } from './context.js';
import { elementCodes } from './element-type.js';
import { sumLast, withLengthOne } from './sums.js';

/** The name of a tensor stands for a value. */
type OnnxLowering = Lowering<string, Context>;
export type OnnxLowerings = Lowerings<string, Context>;

/** By the ONNX operator that means the same. */
const by =
  (op: string): OnnxLowering =>
  (args, _, { graph }) =>
    graph.add(op, args);

const data: OnnxLowering = (_, { name, axes }, context) => withAxes(context.data(name as string), axes, context);

const toNumbers = (x: string, { graph, precision }: Context) => graph.add('Cast', [x], { to: elementCodes[precision] });

const size: OnnxLowering = (_args, _instruction, context) => toNumbers(context.classes(), context);

/** 0, 1, 2, … */
const index: OnnxLowering = (_, { axis }, context) => {
  const { graph } = context;
  const count = graph.add('Squeeze', [context.classes(), graph.integers([0])]);
  const [from, step] = [0, 1].map((bound) => graph.add('Squeeze', [graph.integers([bound]), graph.integers([0])]));
  const range = toNumbers(graph.add('Range', [from as string, count, step as string]), context);
  return withAxes(range, axis as Axis, context);
};

/** A reduction over the last axis of [..., length]; `before` counts the axes before it. */
type Fold = (x: string, before: number, context: Context) => string;

/** A reduction over an axis, which is brought to the end. */
const along =
  (fold: Fold): OnnxLowering =>
  ([x], { axis }, context) => {
    const { graph, rank, axes } = context;
    const before = rank + axes.length - 1;
    if (axes.at(-1) === axis) return fold(x as string, before, context);
    const turn = { perm: Array.from({ length: before + 1 }, (_, k) => (k < rank ? k : before + rank - k)) };
    return graph.add('Transpose', [fold(graph.add('Transpose', [x as string], turn), before, context)], turn);
  };

const sum = along((x, before, { graph, classes }) => sumLast(x, before, classes(), 2, graph));

/** From opset 18 on its axes are an input. */
const max = along((x, _, { graph, opset }) => {
  const reduced =
    opset < 18
      ? graph.add('ReduceMax', [x], { axes: [-1], keepdims: 1 })
      : graph.add('ReduceMax', [x, graph.integers([-1])], { keepdims: 1 });
  return withLengthOne(reduced, graph);
});

/** Every primitive operation by operators that have float32 and float64 alike. */
const primitive: PrimitiveLowerings<string, Context> = {
  constant: (_, { value }, { graph }) => graph.number(value as number),
  input: data,
  parameter: data,
  index,
  size,
  add: by('Add'),
  subtract: by('Sub'),
  multiply: by('Mul'),
  divide: by('Div'),
  negate: by('Neg'),
  absolute: by('Abs'),
  sign: by('Sign'),
  minimum: by('Min'),
  maximum: by('Max'),
  exp: by('Exp'),
  log: by('Log'),
  sqrt: by('Sqrt'),
  power: by('Pow'),
  less: by('Less'),
  lessEqual: by('LessOrEqual'),
  equal: by('Equal'),
  and: by('And'),
  or: by('Or'),
  not: by('Not'),
  select: by('Where'),
  sum,
  max,
};

export const float64Lowerings: OnnxLowerings = primitive;

export const float32Lowerings: OnnxLowerings = {
  ...primitive,
};
