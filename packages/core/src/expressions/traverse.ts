import { rebuild } from './build.js';
import type { Expression } from './expression.js';

/** Every node below (and with) the roots once, arguments before the nodes that use them. No recursion: expressions may be deep. */
export function postOrder(roots: readonly Expression[]): Expression[] {
  const order: Expression[] = [];
  const seen = new Set<Expression>();
  const stack: [Expression, number][] = [];
  for (const root of roots) {
    stack.push([root, 0]);
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as [Expression, number];
      const [node, next] = top;
      const argument = node.args[next];
      if (seen.has(node)) stack.pop();
      else if (argument !== undefined) {
        top[1] += 1;
        if (!seen.has(argument)) stack.push([argument, 0]);
      } else {
        seen.add(node);
        order.push(node);
        stack.pop();
      }
    }
  }
  return order;
}

/** The node over these arguments; the node itself where they are its own. */
export function withArguments(node: Expression, args: readonly Expression[]): Expression {
  return args.every((argument, k) => argument === node.args[k]) ? node : rebuild(node, args);
}

/** The roots with every node, arguments first, replaced by what `replace` makes of it and its replaced arguments. */
export function rewrite(
  roots: readonly Expression[],
  replace: (node: Expression, args: readonly Expression[]) => Expression,
): Expression[] {
  const replaced = new Map<Expression, Expression>();
  for (const node of postOrder(roots)) {
    const args = node.args.map((argument) => replaced.get(argument) as Expression);
    replaced.set(node, replace(node, args));
  }
  return roots.map((root) => replaced.get(root) as Expression);
}

/** The expression with one leaf, given by its operation and name, replaced by another expression. */
export function substitute(expression: Expression, leaf: Expression, by: Expression): Expression {
  const matches = (node: Expression) => node.op === leaf.op && node.name === leaf.name;
  return rewrite([expression], (node, args) => (matches(node) ? by : withArguments(node, args)))[0] as Expression;
}
