import { constant, node } from '../expressions/leaves.js';
import type { Expression } from '../expressions/expression.js';
import { rewrite, withArguments } from '../expressions/traverse.js';

/** How data are stored where that is coarser than what is computed with them. */
export type Storage = 'float32' | 'float16';

const name = 'probability tolerance';

/** How far the sum of a row of probabilities may be from 1: a constant that is known by its name. */
export const probabilityTolerance: Expression = /* @__PURE__ */ node('constant', [], '', { value: 1e-4, name });

/** Of float16 numbers, each off by up to 2⁻¹², the sum of a row is rarely off by more than 2⁻¹⁰. */
const ofFloat16 = constant(2 ** -9);

/** What says whether targets are valid, for targets that are stored so. */
export function validFor(valid: Expression, storage: Storage = 'float32'): Expression {
  if (storage === 'float32') return valid;
  return rewrite([valid], (node, args) =>
    node.name === name ? ofFloat16 : withArguments(node, args),
  )[0] as Expression;
}
