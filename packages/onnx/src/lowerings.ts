import type { Axis } from '@lossmith/core';
import type { Lowering, Lowerings, PrimitiveLowerings } from '@lossmith/core/backend';
import { type Context, dimensionOf, withAxes } from './context.js';
import { elementCodes } from './element-type.js';
import { sumLast } from './sums.js';

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

/** The axis is brought to the end first. */
const sum: OnnxLowering = ([value], { axis }, context) => {
  const { graph, rank, axes } = context;
  const x = value as string;
  const before = rank + axes.length - 1;
  if (dimensionOf(axis as Axis, context) === -1) return sumLast(x, before, context.classes(), 2, graph);
  const turn = { perm: Array.from({ length: before + 1 }, (_, k) => (k < rank ? k : before + rank - k)) };
  return graph.add(
    'Transpose',
    [sumLast(graph.add('Transpose', [x], turn), before, context.classes(), 2, graph)],
    turn,
  );
};

/** From opset 18 on its axes are an input. */
const max: OnnxLowering = ([x], { axis }, context) => {
  const { graph, opset } = context;
  const axes = [dimensionOf(axis as Axis, context)];
  if (opset < 18) return graph.add('ReduceMax', [x as string], { axes, keepdims: 1 });
  return graph.add('ReduceMax', [x as string, graph.integers(axes)], { keepdims: 1 });
};

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
