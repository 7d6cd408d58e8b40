import { input, less, select, sum } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { rewrite, withArguments } from '../expressions/traverse.js';

/** Below every score: what a class that is left out contributes to a maximum. */
const lowest = -1e38;

export type MaskAxes = '' | 'i';

/** Whether an entry is kept, and whether anything of its example is. */
export interface Kept {
  readonly entry: Expression;
  readonly example: Expression;
}

export function keptBy(axes: MaskAxes): Kept {
  const entry = less(0, input('mask', axes));
  return { entry, example: axes === '' ? entry : less(0, sum(select(entry, 1, 0), 'i')) };
}

/**
 * The expressions as if what the mask leaves out were absent: reductions pass over it, and data are replaced by 0 before
 * anything looks at them, so that a NaN there does no harm.
 */
export function withMask(roots: readonly Expression[], axes: MaskAxes): Expression[] {
  const { entry } = keptBy(axes);
  const reduced = axes === 'i';
  return rewrite(roots, (node, args) => {
    const x = args[0] as Expression;
    if (node.op === 'input') return node.axes === axes || axes === '' ? select(entry, node, 0) : node;
    if (reduced && node.op === 'size') return sum(select(entry, 1, 0), 'i');
    if (!reduced || node.axis === undefined || args.length === 0) return withArguments(node, args);
    return withArguments(node, [select(entry, x, node.op === 'sum' ? 0 : lowest), ...args.slice(1)]);
  });
}
