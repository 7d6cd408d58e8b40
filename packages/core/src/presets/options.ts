import { LossmithSpecError } from '../errors/errors.js';
import { checkKeys } from '../links/check.js';

/** The options of a preset: an object that has the required keys, and no key besides these. Losses and links check what they hold. */
export function presetOptions<Options extends object>(
  given: Options,
  required: readonly (keyof Options & string)[],
  others: readonly (keyof Options & string)[] = [],
): Options {
  const options = checkKeys(given, [...required, ...others], 'options');
  const missing = required.find((key) => options[key] === undefined);
  if (missing === undefined) return given;
  throw new LossmithSpecError(missing, 'is missing', `give { ${required.join(', ')} }`);
}
