import { describeValue, tensorOf } from '../errors/describe-value.js';
import { LossmithInputError, LossmithOptionError } from '../errors/errors.js';
import { suggestOption } from '../errors/suggest-option.js';

/** Whether a value may hold options by name: an object that is no list, array, tensor, link, loss or expression. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  const { type, op } = value as Readonly<Record<string, unknown>>;
  return tensorOf(value) === undefined && !String(type).startsWith('lossmith.') && op === undefined;
}

/** Names of options that exist, in an object; anything else is a mistake worth telling. */
export function checkOptions(given: unknown, known: readonly string[]): void {
  if (!isRecord(given)) {
    const what = `must be an object, got ${describeValue(given)}`;
    throw new LossmithOptionError('options', what, suggestOption(given, known));
  }
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new LossmithOptionError(unknown, 'is unknown', `known here: ${known.join(', ')}`);
  }
}

/** The same for what a loss is given at call time. */
export function checkInputNames(given: unknown, known: readonly string[]): void {
  if (!isRecord(given)) {
    const what = given === undefined ? 'are missing' : `must be an object, got ${describeValue(given)}`;
    throw new LossmithInputError('inputs', what, suggestOption(given, ['predicted', 'target']));
  }
  checkOptions(given, known);
}
