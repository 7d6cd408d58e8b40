import { LossmithError, LossmithOptionError, LossmithShapeError } from '../errors/errors.js';
import type { Loss } from '../losses/loss.js';
import { checkParameters, type Parameters } from '../programs/parameters.js';
import type { Program } from '../programs/program.js';

const lengthOf = (value: Parameters[string]) => (typeof value === 'number' ? 1 : value.length);

/**
 * Numbers for the open parameters of a kernel after an update: what was there, and what is given. Throws
 * `LossmithOptionError` for parameters that the loss does not have, or that are constants of the program.
 */
export function updatedParameters(
  loss: Loss,
  { parameters }: Program,
  current: Parameters,
  given: Parameters,
): Parameters {
  for (const [name, value] of Object.entries(given)) {
    checkParameters(loss, { [name]: value }, lengthOf(value));
    if (parameters.some((parameter) => parameter.name === name)) continue;
    const what = `'${name}' is a constant of this kernel`;
    throw new LossmithOptionError('parameters', what, "make the kernel with parameters: 'inputs'");
  }
  return { ...current, ...given };
}

/** Looks at arrays that results are to be written to: names that the program has, and as many numbers as there will be. */
export function checkKernelOutputs(
  { reduction, outputs: known }: Program,
  { examples, items }: { readonly examples: number; readonly items: number },
  outputs: Readonly<Record<string, ArrayLike<number>>>,
): void {
  const names = Object.keys(known).filter((name) => name !== 'weight' && name !== 'kept');
  for (const [name, { length }] of Object.entries(outputs)) {
    if (!names.includes(name))
      throw new LossmithOptionError('outputs', `there is no '${name}'`, `this kernel has ${names.join(', ')}`);
    const axes = known[name]?.axes.length ?? 0;
    const expected = name === 'loss' && reduction !== 'none' ? 1 : examples * items ** axes;
    if (length === expected) continue;
    throw new LossmithShapeError(`outputs.${name}`, [length], [expected], 'give an array of that length');
  }
}

/** What a kernel throws once it is disposed of. */
export const disposedError = (): LossmithError =>
  new LossmithError('disposed', 'the kernel is disposed', 'make a new one');
