import { and, input, less, select, sum } from '../expressions/build.js';
import type { Axes, Axis, Expression } from '../expressions/expression.js';
import { rewrite, withArguments } from '../expressions/traverse.js';

/** Below every score: what an item that is left out contributes to a maximum. */
const lowest = -1e38;

/** The axes of a mask: '' for one value per example, 'i' for one per item, whichever of i and j runs over the items. */
export type MaskAxes = '' | 'i';

/** Whether what an index along the axis stands at is kept. */
const keptAlong = (axis: Axis) => less(0, input('mask', axis));

/** Whether a value with these axes is kept; undefined where the mask says nothing of it. A mask follows its axis: i and j alike. */
function keptAt(mask: MaskAxes, axes: Axes): Expression | undefined {
  if (mask === '') return less(0, input('mask'));
  if (axes === '') return undefined;
  return axes === 'ij' ? and(keptAlong('i'), keptAlong('j')) : keptAlong(axes);
}

/** Whether an entry along i is kept, and whether anything of its example is. */
export interface Kept {
  readonly entry: Expression;
  readonly example: Expression;
}

export function keptBy(mask: MaskAxes): Kept {
  const entry = keptAt(mask, 'i') as Expression;
  return { entry, example: mask === '' ? entry : less(0, countAlong('i')) };
}

/** How many items are kept. */
const countAlong = (axis: Axis) => sum(select(keptAlong(axis), 1, 0), axis);

/**
 * The expressions as if what the mask leaves out were absent: reductions pass over it along their own axis, and data are
 * replaced by 0 before anything looks at them, so that a NaN there does no harm.
 */
export function withMask(roots: readonly Expression[], mask: MaskAxes): Expression[] {
  return rewrite(roots, (node, args) => {
    const { op, axis, axes } = node;
    if (op === 'input') {
      const kept = keptAt(mask, axes);
      return kept === undefined ? node : select(kept, node, 0);
    }
    if (mask === '' || axis === undefined || op === 'index') return withArguments(node, args);
    if (op === 'size') return countAlong(axis);
    const [x, ...more] = args as [Expression, ...Expression[]];
    return withArguments(node, [select(keptAlong(axis), x, op === 'sum' ? 0 : lowest), ...more]);
  });
}
