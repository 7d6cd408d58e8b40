import { versionError } from '../errors/check-version.js';
import { compositeDerivatives } from '../operations/composite-derivatives.js';
import { meaningOf } from '../operations/meaning-of.js';
import type { Derivative } from '../operations/operation.js';
import type { CompositeName, PrimitiveName } from '../operations/operation-name.js';
import { primitiveDerivatives } from '../operations/primitive-derivatives.js';
import { add, constant, multiply, sum } from './build.js';
import type { Axes, Axis, Expression } from './expression.js';
import { postOrder, rewrite } from './traverse.js';

/** The derivative of an operation; none of leaves and of what is flat. An operation of a newer core is neither, and refused. */
function derivativeOf({ op, args }: Expression): Derivative | undefined {
  const derivative = primitiveDerivatives[op as PrimitiveName] ?? compositeDerivatives[op as CompositeName];
  const isKnown = derivative !== undefined || args.length === 0 || meaningOf(op) !== undefined;
  if (isKnown) return derivative;
  throw versionError(`differentiate does not know the operation ${op}`);
}

const axisList: readonly Axis[] = ['i', 'j'];
const swapped: Readonly<Record<Axes, Axes>> = { '': '', i: 'j', j: 'i', ij: 'ij' };

/** The expression with the two class axes exchanged. */
export function swapAxes(expression: Expression): Expression {
  const other = (axis: Axis): Axis => (axis === 'i' ? 'j' : 'i');
  const swap = (node: Expression, args: readonly Expression[]): Expression =>
    Object.freeze({
      ...node,
      args: Object.freeze(args),
      axes: swapped[node.axes],
      ...(node.axis === undefined ? {} : { axis: other(node.axis) }),
    });
  return rewrite([expression], swap)[0] as Expression;
}

/** What flows back to an argument: summed over the axes along which the argument was repeated. */
function flow(adjoint: Expression, slope: Expression, node: Axes, argument: Axes): Expression {
  const repeated = axisList.filter((axis) => node.includes(axis) && !argument.includes(axis));
  return repeated.reduce((total, axis) => sum(total, axis), multiply(slope, adjoint));
}

/** Adjoints of every node under `root`, the root's being one (reverse accumulation). */
function adjoints(root: Expression): Map<Expression, Expression> {
  const found = new Map<Expression, Expression>([[root, constant(1)]]);
  for (const node of postOrder([root]).reverse()) {
    const adjoint = found.get(node);
    const slopes = adjoint === undefined ? undefined : derivativeOf(node)?.(node.args, node);
    node.args.forEach((argument, k) => {
      const slope = slopes?.[k];
      if (slope === undefined || isFixed(argument)) return;
      const axes = node.axis === undefined ? node.axes : (`${node.axes}${node.axis}` as Axes);
      const part = flow(adjoint as Expression, slope, axes, argument.axes);
      const before = found.get(argument);
      found.set(argument, before === undefined ? part : add(before, part));
    });
  }
  return found;
}

const isFixed = ({ op }: Expression) => op === 'constant' || op === 'index' || op === 'size';

/**
 * The derivative of Σ `expression` (over its axes) by a leaf, with the leaf's axes. Where an expression holds one value
 * per class that depends on that class alone, this is its derivative class by class. Expressions with an `integral` are final
 * (they evaluate what was differentiated before) and are refused.
 */
export function differentiate(expression: Expression, leaf: Expression): Expression {
  const found = adjoints(expression);
  const sameLeaf = (node: Expression) => node.op === leaf.op && node.name === leaf.name;
  const parts = [...found].filter(([node]) => sameLeaf(node));
  return parts
    .map(([node, adjoint]) => (node.axes === leaf.axes ? adjoint : swapAxes(adjoint)))
    .reduce<Expression>((total, part) => (total.value === 0 ? part : add(total, part)), constant(0));
}
