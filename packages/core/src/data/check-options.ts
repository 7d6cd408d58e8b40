import { isRecord } from '../errors/describe-value.js';
import { LossmithInputError, LossmithOptionError } from '../errors/errors.js';
import { notAnObject } from '../errors/suggest-option.js';

/** Names of options that exist, in an object; anything else is a mistake worth telling. */
export function checkOptions(given: unknown, known: readonly string[]): void {
  if (!isRecord(given)) throw new LossmithOptionError('options', ...notAnObject(given, known));
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new LossmithOptionError(unknown, 'is unknown', `known here: ${known.join(', ')}`);
  }
}

/** The same for what a loss is given at call time. */
export function checkInputNames(given: unknown, known: readonly string[]): void {
  if (!isRecord(given)) throw new LossmithInputError('inputs', ...notAnObject(given, ['predicted', 'target'], 'are'));
  checkOptions(given, known);
}
