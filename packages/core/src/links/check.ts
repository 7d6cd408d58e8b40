import { describeValue, isRecord } from '../errors/describe-value.js';
import { LossmithSpecError } from '../errors/errors.js';
import { notAnObject } from '../errors/suggest-option.js';
import type { LinkSpec } from './link-spec.js';

/** The most knots, regions and summands a specification may have. */
export const largestList = 10_000;

/** The value as a plain object without keys other than these. */
export function checkKeys(value: unknown, keys: readonly string[], path = ''): Readonly<Record<string, unknown>> {
  if (!isRecord(value))
    throw new LossmithSpecError(path, ...notAnObject(value, keys, path === 'options' ? 'are' : 'is'));
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) {
      throw new LossmithSpecError(path, `unknown key ${describeValue(key)}`, `known here: ${keys.join(', ')}`);
    }
  }
  return value;
}

function refuse(path: string, value: unknown, wanted: string): never {
  if (value === undefined) throw new LossmithSpecError(path, 'is missing', `it must be ${wanted}`);
  throw new LossmithSpecError(path, `must be ${wanted}, got ${describeValue(value)}`, 'correct it');
}

export function checkFinite(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, value, 'a finite number');
}

export function checkPositive(value: unknown, path: string): number {
  if (checkFinite(value, path) > 0) return value as number;
  throw new LossmithSpecError(path, `must be greater than 0, got ${value}`, 'correct it');
}

export function checkNonNegative(value: unknown, path: string): number {
  if (checkFinite(value, path) >= 0) return value as number;
  throw new LossmithSpecError(path, `must not be negative, got ${value}`, 'correct it');
}

export function checkOneOf<Value extends string>(value: unknown, allowed: readonly Value[], path: string): Value {
  if (allowed.includes(value as Value)) return value as Value;
  return refuse(path, value, `one of ${allowed.map((word) => `"${word}"`).join(', ')}`);
}

export function checkList(value: unknown, fewest: number, path: string, most = largestList): readonly unknown[] {
  if (!Array.isArray(value)) return refuse(path, value, 'a list');
  if (value.length < fewest || value.length > most) {
    throw new LossmithSpecError(path, `has ${value.length} entries`, `give ${fewest} to ${most}`);
  }
  return value;
}

/** How values are checked, by key; a check gives what the specification holds. */
export type OwnKeys = Readonly<Record<string, (value: unknown, path: string) => unknown>>;

/** The same check of a key that may be left out. */
export const optional =
  (check: OwnKeys[string]): OwnKeys[string] =>
  (value, path) =>
    value === undefined ? value : check(value, path);

const placement: OwnKeys = {
  amplitude: optional(checkPositive),
  rate: optional(checkPositive),
  center: optional(checkFinite),
};

/**
 * The specification of a link, frozen, from the options of its builder, all of them checked: `own` is what the link has besides
 * amplitude, rate and center, `given` what the builder takes apart from its options. The options are looked at before they are
 * spread: a number spreads to nothing.
 */
export function checkedSpec<Spec extends LinkSpec>(
  kind: Spec['kind'],
  options: unknown,
  own: OwnKeys = {},
  given: Partial<Spec> = {},
): Spec {
  const checks = { ...own, ...placement };
  const values = checkKeys(options, Object.keys(checks), isRecord(options) ? '' : 'options');
  const checked = Object.entries(checks).map(([name, check]) => [name, check(values[name], name)]);
  return Object.freeze(definedOnly({ kind, ...values, ...given, ...Object.fromEntries(checked) })) as Spec;
}

/** A copy without the keys that hold undefined, so that it equals what its JSON reads back to. */
export function definedOnly<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;
}
