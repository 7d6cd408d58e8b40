import { describeValue, isRecord } from '../errors/describe-value.js';
import { LossmithOptionError, LossmithShapeError } from '../errors/errors.js';
import type { Program } from '../programs/program.js';

/** Whether the value is an array of that kind, whichever window made it. */
const isOfKind = (value: unknown, { name }: { readonly name: string }): value is ArrayLike<number> =>
  ArrayBuffer.isView(value) && value.constructor.name === name;

/** Looks at arrays that results are to be written to: names that the program has, the kind of array, and as many numbers as there will be. */
export function checkKernelOutputs(
  { reduction, outputs: known }: Program,
  { examples, items }: { readonly examples: number; readonly items: number },
  outputs: unknown,
  array: { readonly name: string },
): void {
  const names = () => Object.keys(known).filter((name) => name !== 'weight' && name !== 'kept');
  if (!isRecord(outputs)) {
    const what = `must be an object of arrays by name, got ${describeValue(outputs)}`;
    throw new LossmithOptionError('outputs', what, `name them: ${names().join(', ')}`);
  }
  for (const [name, given] of Object.entries(outputs)) {
    if (!names().includes(name))
      throw new LossmithOptionError('outputs', `there is no '${name}'`, `this kernel has ${names().join(', ')}`);
    if (!isOfKind(given, array)) {
      const what = `${name} must be a ${array.name}, got ${describeValue(given)}`;
      throw new LossmithOptionError('outputs', what, 'give such an array, or none');
    }
    const { length } = given;
    const axes = known[name]?.axes.length ?? 0;
    const expected = name === 'loss' && reduction !== 'none' ? 1 : examples * items ** axes;
    if (length === expected) continue;
    throw new LossmithShapeError(`outputs.${name}`, [length], [expected], 'give an array of that length');
  }
}
