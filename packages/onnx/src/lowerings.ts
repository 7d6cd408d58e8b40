import type { Axis } from '@lossmith/core';
import type { Lowering, Lowerings, PrimitiveLowerings } from '@lossmith/core/backend';
import { type Context, withAxes } from './context.js';
import { elementCodes } from './element-type.js';
import type { Graph } from './graph.js';
import { rhoAndRise } from './rho.js';
import { sinhMatchingGradient, sinhMatchingLoss } from './sinh-matching.js';
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

const size: OnnxLowering = (_, { axis }, context) => toNumbers(context.lengthAlong(axis as Axis), context);

/** 0, 1, 2, … */
const index: OnnxLowering = (_, { axis }, context) => {
  const { graph } = context;
  const count = graph.add('Squeeze', [context.lengthAlong(axis as Axis), graph.integers([0])]);
  const [from, step] = [0, 1].map((bound) => graph.add('Squeeze', [graph.integers([bound]), graph.integers([0])]));
  const range = toNumbers(graph.add('Range', [from as string, count, step as string]), context);
  // With the axes of examples, which reductions count: a value may be of indices alone.
  const examples = Array.from({ length: context.rank }, (_, k) => k);
  const whole = examples.length === 0 ? range : graph.add('Unsqueeze', [range, graph.integers(examples)]);
  return withAxes(whole, axis as Axis, context);
};

/** A reduction over the last axis of [..., length], which is `axis`; `before` counts the axes before it. */
type Fold = (x: string, before: number, context: Context, axis: Axis) => string;

/** A reduction over an axis, which is brought to the end. */
const along =
  (fold: Fold): OnnxLowering =>
  ([x], { axis }, context) => {
    const { graph, rank, axes } = context;
    const before = rank + axes.length - 1;
    const folded = (y: string) => fold(y, before, context, axis as Axis);
    if (axes.at(-1) === axis) return folded(x as string);
    const turn = { perm: Array.from({ length: before + 1 }, (_, k) => (k < rank ? k : before + rank - k)) };
    return graph.add('Transpose', [folded(graph.add('Transpose', [x as string], turn))], turn);
  };

const sum = along((x, before, { graph, lengthAlong }, axis) => sumLast(x, before, lengthAlong(axis), 3, graph));

/** From opset 18 on the axes of a reduction are an input. */
const largest = (x: string, { graph, opset }: Context) =>
  opset < 18
    ? graph.add('ReduceMax', [x], { axes: [-1], keepdims: 1 })
    : graph.add('ReduceMax', [x, graph.integers([-1])], { keepdims: 1 });

/** ReduceMax of ONNX Runtime passes over NaN, so that it is looked for apart. */
const max = along((x, _, context) => {
  const { graph } = context;
  const nan = largest(toNumbers(graph.add('IsNaN', [x]), context), context);
  const some = graph.add('Less', [graph.number(0), nan]);
  return withLengthOne(graph.add('Where', [some, graph.number(Number.NaN), largest(x, context)]), graph);
});

/** ONNX Runtime 1.30 makes (1/x)·y to y/x, also where y is 1/x itself, and then the model is invalid. */
const divide: OnnxLowering = ([x, y], _, { graph }) =>
  x === graph.number(1) ? graph.add('Reciprocal', [y as string]) : graph.add('Div', [x as string, y as string]);

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
  divide,
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

const half = (x: string, graph: Graph) => graph.add('Mul', [x, graph.number(0.5)]);

/** Tanh loses digits of numbers below 10⁻³⁷. */
const tiny = 1e-30;

/** x itself beside 0, for functions with slope 1 there. */
const unlessTiny = (x: string, y: string, graph: Graph) =>
  graph.add('Where', [graph.add('Less', [graph.add('Abs', [x]), graph.number(tiny)]), x, y]);

const tanh: OnnxLowering = ([x], _, { graph }) => unlessTiny(x as string, graph.add('Tanh', [x as string]), graph);

/** eˣ − 1 = (eˣ + 1)·tanh(x/2), which keeps all digits beside 0 and in both tails. */
const expm1: OnnxLowering = ([x], _, { graph }) => {
  const growth = graph.add('Add', [graph.add('Exp', [x as string]), graph.number(1)]);
  const value = graph.add('Mul', [growth, graph.add('Tanh', [half(x as string, graph)])]);
  return unlessTiny(x as string, value, graph);
};

/**
 * 1 − e⁻ᴰ = 2t/(1 + t), t = tanh(D/2). It is below D, and D beside 0: so the smaller of D and of its value at no less than
 * 10⁻³⁰ is right everywhere, without a Where, which takes four times as long as a minimum.
 */
export function saturationOf(x: string, graph: Graph): string {
  const t = graph.add('Tanh', [graph.add('Max', [half(x, graph), graph.number(tiny)])]);
  const value = graph.add('Div', [graph.add('Add', [t, t]), graph.add('Add', [t, graph.number(1)])]);
  return graph.add('Min', [value, x]);
}

/** By ρ where ψ or χ of the same number is there anyway. */
const gammaP1: OnnxLowering = ([x], { args }, { graph, computes }) => {
  const shared = (['gammaP2', 'gammaP1Integral'] as const).some((op) => computes(op, args[0] as number));
  return shared ? rhoAndRise(x as string, graph).rise : saturationOf(x as string, graph);
};

const gammaP2: OnnxLowering = ([x], _, { graph }) => {
  const { rho, rise } = rhoAndRise(x as string, graph);
  return graph.add('Mul', [rho, rise]);
};

const gammaP1Integral: OnnxLowering = ([x], _, { graph }) => {
  const { others, rise } = rhoAndRise(x as string, graph);
  return graph.add('Mul', [others, rise]);
};

/** 1/(1 + e⁻ˣ) as written, all digits: the native Sigmoid has none below −15. */
const sigmoid: OnnxLowering = ([x], _, { graph }) => {
  const growth = graph.add('Exp', [graph.add('Neg', [x as string])]);
  return graph.add('Reciprocal', [graph.add('Add', [growth, graph.number(1)])]);
};

/** Float64 lacks the other operators, or has them with the digits of float32. */
export const float64Lowerings: OnnxLowerings = {
  ...primitive,
  sigmoid,
  tanh,
  expm1,
  gammaP1: ([x], _, { graph }) => saturationOf(x as string, graph),
};

/**
 * Native operators where they are accurate, and faster than core's expansion, and what can be put together of them. Left
 * out: Softplus, 38 ms for 2²⁰ numbers on one wasm thread, where an addition takes 0.5; Cosh, 12; Sinh, 26.
 */
export const float32Lowerings: OnnxLowerings = {
  ...primitive,
  sigmoid,
  tanh,
  expm1,
  gammaP1,
  gammaP2,
  gammaP1Integral,
  sinhMatchingLoss,
  sinhMatchingGradient,
  asinh: by('Asinh'),
  arctan: by('Atan'),
  erf: by('Erf'),
};
