import type { Expression } from '../expressions/expression.js';
import type { Link } from '../links/link.js';
import type { Key } from './keys.js';
import { freezeLoss, type Loss, type LossParts } from './loss.js';
import { printedParts } from './printing.js';

/** What is needed to build and to read the losses of one kind. Plain data and functions; nothing is registered anywhere. */
export interface LossDefinition<Values extends object> {
  readonly kind: string;
  /** The keys of its JSON, in the order in which they are written. */
  readonly keys: { readonly [name in keyof Values]-?: Key<Values[name]> };
  /** The loss of checked values. What no key can see by itself is checked here. */
  build(values: Values): LossParts;
}

/** One exact point, as the conformance kit sees it. */
export interface ExactExample {
  readonly predicted: readonly number[];
  readonly target: readonly number[];
  readonly loss: number;
  readonly hessian: readonly number[];
  /** h(ŝ) − h(s) of a link, score by score. */
  differences(link: Link): readonly number[];
  /** h(s) of a link, score by score. */
  outputs(link: Link): readonly number[];
}

/** A definition with what only printing and the conformance kit ask for. */
export interface LossFamily<Values extends object> extends LossDefinition<Values> {
  /** The loss as one would write it by hand, of the inputs and parameters; it need not keep its digits. */
  formula(values: Values): Expression;
  /**
   * The error that every float32 backend may have in the loss at an exact point although its bar is lower, `unit` being one unit of the last place
   * of 1. Left out: none.
   */
  lossFloor?(values: Values, example: ExactExample, unit: number): number;
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds families of different values
export type AnyDefinition = LossDefinition<any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyFamily = LossFamily<any>;

const keysOf = <Values extends object>({ keys }: LossDefinition<Values>) =>
  Object.entries(keys) as [string & keyof Values, Key<unknown>][];

/** Checked values of a family, standards in the place of what is left out. */
export function checkedValues<Values extends object>(
  definition: LossDefinition<Values>,
  given: Readonly<Record<string, unknown>>,
): Values {
  const checked = keysOf(definition).map(([name, key]) => {
    const left = given[name] === undefined && 'standard' in key;
    return [name, left ? key.standard : key.check(given[name], name)];
  });
  return Object.fromEntries(checked) as Values;
}

/** The loss of a family for some values, given as a builder is given them: links as links, what has a standard left out. */
export function makeLoss<Values extends object>(definition: LossDefinition<Values>, given: Partial<Values>): Loss {
  const options = given as Readonly<Record<string, unknown>>;
  const values = checkedValues(definition, options);
  const written = keysOf(definition)
    .filter(([name, key]) => options[name] !== undefined || key.written === true)
    .map(([name, key]) => [name, key.write?.(values[name]) ?? values[name]]);
  const spec = { kind: definition.kind, ...Object.fromEntries(written) };
  return freezeLoss(spec, printedParts(definition, values), values);
}

/** A family with the error that every float32 backend may have. */
export const withFloor = <Values extends object>(
  family: LossFamily<Values>,
  lossFloor: NonNullable<LossFamily<Values>['lossFloor']>,
): LossFamily<Values> => ({ ...family, lossFloor });

/** A definition with what it lacks to a family. */
export const asFamily = <Values extends object>(
  definition: LossDefinition<Values>,
  rest: Omit<LossFamily<Values>, keyof LossDefinition<Values>>,
): LossFamily<Values> => ({ ...definition, ...rest });
