import type { Expression } from '../expressions/expression.js';
import type { AnyFamily, LossDefinition, LossFamily } from './family.js';
import type { Loss, LossParts } from './loss.js';

// What a loss carries for `printLoss` alone, which would otherwise have to know every family and every link to print one. The formula is data like the
// rest of the loss, so that a copy of it prints alike. Values hold links, which are functions: copies lack them.

interface Printed {
  /** The loss as one would write it by hand; a definition without a formula has none. */
  readonly formula?: Expression;
}

/** Known to every copy of core. */
const valuesKey = Symbol.for('lossmith.values');

/** What a definition makes of values, with the formula if it has one, and with the values for families that are named in printing. */
export function printedParts<Values extends object>(definition: LossDefinition<Values>, values: Values): LossParts {
  const { formula } = definition as Partial<LossFamily<Values>>;
  const parts = definition.build(values);
  const printed: LossParts & Printed = formula === undefined ? parts : { ...parts, formula: formula(values) };
  return printed;
}

/** Hidden from all that lists, copies or compares a loss. */
export const carryValues = <Target extends object>(loss: Target, values: object): Target =>
  Object.defineProperty(loss, valuesKey, { value: values });

/** The formula of a loss by the family of its kind among these, else its own; undefined where there is none. */
export function formulaOf(loss: Loss & Printed, known: readonly AnyFamily[]): Expression | undefined {
  const values = (loss as { readonly [valuesKey]?: never })[valuesKey];
  const family = known.find(({ kind }) => kind === loss.spec.kind);
  return values === undefined ? loss.formula : (family?.formula(values) ?? loss.formula);
}
