import { type ArrayInput, toTensor } from '../data/array-input.js';
import { describeValue, isRecord } from '../errors/describe-value.js';
import { LossmithOptionError, LossmithShapeError } from '../errors/errors.js';
import { postOrder } from '../expressions/traverse.js';
import type { Loss } from '../losses/loss.js';

/** Numbers for parameters by their path in the JSON of the loss: one for all, or one per example. */
export type Parameters<Path extends string = string> = string extends Path
  ? Readonly<Record<string, number | ArrayLike<number>>>
  : { readonly [path in Path]?: number | ArrayLike<number> };

/** Parameters that may take any value; all others (amplitudes, rates, temperatures, …) are greater than 0. */
const isFree = (name: string) => name.endsWith('.center');

/** The parameters of a loss and their values in its specification. */
export function parametersOf(loss: Loss): ReadonlyMap<string, number> {
  const nodes = postOrder(Object.values(loss.expressions));
  return new Map(
    nodes.filter(({ op }) => op === 'parameter').map(({ name, value }) => [name as string, value as number]),
  );
}

/** The given values as arrays, after checking that the loss has such parameters and that they can be what is given. */
export function checkParameters(loss: Loss, given: Parameters, examples: number): Record<string, ArrayLike<number>> {
  if (!isRecord(given)) {
    const what = `must be an object, got ${describeValue(given)}`;
    throw new LossmithOptionError('parameters', what, "name them by their path: { 'link.rate': 2 }");
  }
  const known = Object.keys(given).length === 0 ? new Map() : parametersOf(loss);
  const entries = Object.entries(given).map(([name, value]) => {
    if (!known.has(name)) {
      throw new LossmithOptionError(
        'parameters',
        `the loss has no parameter '${name}'`,
        `it has ${[...known.keys()].join(', ')}`,
      );
    }
    const values = typeof value === 'number' ? [value] : toTensor(`parameters['${name}']`, value as ArrayInput).values;
    if (values.length !== 1 && values.length !== examples) {
      throw new LossmithShapeError(
        `parameters['${name}']`,
        [values.length],
        [examples],
        'give one number, or one per example',
      );
    }
    const wrong = Array.from(values).find((x) => !Number.isFinite(x) || (x <= 0 && !isFree(name)));
    if (wrong !== undefined) {
      throw new LossmithOptionError(
        'parameters',
        `'${name}' cannot be ${wrong}`,
        'give finite numbers, above 0 but for a center',
      );
    }
    return [name, values] as const;
  });
  return Object.fromEntries(entries);
}
