import { add, addAll, constant, exp, log, max, multiply, subtract, sum, variable } from '../expressions/build.js';
import type { Axis, Expression } from '../expressions/expression.js';
import { substitute } from '../expressions/traverse.js';
import { gaussLegendre } from './gauss-legendre.js';
import type { Expansion, Precision } from './operation.js';

type Args = readonly Expression[];

/** Gauss–Legendre nodes that reach each precision over the lengths that links integrate (design §3.4). */
const nodes: Readonly<Record<Precision, number>> = { float32: 6, float64: 14 };

function expandLogSumExp(args: Args, _: Precision, node: Expression): Expression {
  const x = args[0] as Expression;
  const axis = node.axis as Axis;
  const top = max(x, axis);
  return add(top, log(sum(exp(subtract(x, top)), axis)));
}

function expandIntegral(args: Args, precision: Precision): Expression {
  const at = (node: number) => substitute(args[0] as Expression, variable('t'), constant(node));
  return addAll(gaussLegendre(nodes[precision]).map(({ node, weight }) => multiply(at(node), weight)));
}

const chosenByArithmetic: Expansion = ([plain, wide], precision, _, arithmetic) =>
  (arithmetic === precision ? plain : wide) as Expression;

const chosen: Expansion = ([double, single], precision) => (precision === 'float64' ? double : single) as Expression;

/** Composite operations that are not functions of numbers alone: no backend lowers them. */
export const structuralExpansions = {
  logSumExp: expandLogSumExp,
  integral: expandIntegral,
  byPrecision: chosen,
  byArithmetic: chosenByArithmetic,
  byLowering: (args) => args[1] as Expression,
  narrow: (args) => args[0] as Expression,
} satisfies Record<string, Expansion>;
