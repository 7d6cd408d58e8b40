import { LossmithSpecError } from '../errors/errors.js';
import type { PlacementSpec } from './link-spec.js';

/** The most knots, regions and summands a specification may have. */
export const largestList = 10_000;

const show = (value: unknown): string =>
  typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);

/** The value as a plain object without keys other than these. */
export function checkKeys(value: unknown, keys: readonly string[], path = ''): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LossmithSpecError(path, `must be an object, got ${show(value)}`, `give ${keys.join(', ')}`);
  }
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) {
      throw new LossmithSpecError(path, `unknown key ${show(key)}`, `known here: ${keys.join(', ')}`);
    }
  }
  return value as Readonly<Record<string, unknown>>;
}

/** Refuses what is left out. */
function checkGiven(value: unknown, path: string): void {
  if (value === undefined) throw new LossmithSpecError(path, 'is missing', 'give it');
}

export function checkFinite(value: unknown, path: string): number {
  checkGiven(value, path);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new LossmithSpecError(path, `must be a finite number, got ${show(value)}`, 'correct it');
}

export function checkPositive(value: unknown, path: string): number {
  if (checkFinite(value, path) > 0) return value as number;
  throw new LossmithSpecError(path, `must be greater than 0, got ${show(value)}`, 'correct it');
}

export function checkNonNegative(value: unknown, path: string): number {
  if (checkFinite(value, path) >= 0) return value as number;
  throw new LossmithSpecError(path, `must not be negative, got ${show(value)}`, 'correct it');
}

export function checkOneOf<Value extends string>(value: unknown, allowed: readonly Value[], path: string): Value {
  if (allowed.includes(value as Value)) return value as Value;
  throw new LossmithSpecError(path, `must be one of ${allowed.map(show).join(', ')}, got ${show(value)}`, 'correct it');
}

export function checkList(value: unknown, fewest: number, path: string, most = largestList): readonly unknown[] {
  checkGiven(value, path);
  if (!Array.isArray(value)) {
    throw new LossmithSpecError(path, `must be a list, got ${show(value).slice(0, 80)}`, 'correct it');
  }
  if (value.length < fewest || value.length > most) {
    throw new LossmithSpecError(path, `has ${value.length} entries`, `give ${fewest} to ${most}`);
  }
  return value;
}

export const placementKeys = ['amplitude', 'rate', 'center'] as const;

/** A frozen copy of a link's specification, its kind first, its amplitude, rate and center checked. */
export function checkedPlacement<Spec extends PlacementSpec & { readonly kind: string }>(
  spec: Spec,
  own: readonly string[] = [],
): Spec {
  checkKeys(spec, ['kind', ...own, ...placementKeys]);
  if (spec.amplitude !== undefined) checkPositive(spec.amplitude, 'amplitude');
  if (spec.rate !== undefined) checkPositive(spec.rate, 'rate');
  if (spec.center !== undefined) checkFinite(spec.center, 'center');
  const kindFirst: object = { kind: spec.kind };
  return Object.freeze(definedOnly({ ...kindFirst, ...spec }));
}

/** A copy without the keys that hold undefined, so that it equals what its JSON reads back to. */
export function definedOnly<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;
}
