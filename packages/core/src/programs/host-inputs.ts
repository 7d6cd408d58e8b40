import { checkVersion } from '../errors/check-version.js';
import { LossmithOptionError, LossmithShapeError } from '../errors/errors.js';
import type { Program } from './program.js';

/**
 * Data of one run on the host: `rows` examples of `classes` classes (1 where the loss has none), row by row. `data` holds
 * the inputs of the program by name, one number per example (and per class where their axes are 'i'), a mask as 1 and 0;
 * and its open parameters, one number, or one per example.
 */
export interface HostInputs {
  readonly examples: number;
  readonly items: number;
  readonly data: Readonly<Record<string, ArrayLike<number>>>;
}

function checkCount(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new LossmithOptionError(name, `is ${value}`, 'give a whole number ≥ 0');
}

function checkNames({ inputs, parameters, unused }: Program, data: HostInputs['data']): void {
  if (unused === undefined) return;
  const named = (name: string) => (one: { readonly name: string }) => one.name === name;
  const isKnown = (name: string) => inputs.some(named(name)) || parameters.some(named(name)) || unused.includes(name);
  const unknown = Object.keys(data).find((name) => !isKnown(name));
  if (unknown === undefined) return;
  const known = [...inputs, ...parameters].map(({ name }) => name);
  const advice = `compile it with that, or leave it out; this program takes ${known.join(', ')}`;
  throw new LossmithOptionError(unknown, 'is neither an input nor an open parameter of the program', advice);
}

/** Throws where the data do not fit the program, or the program is of a version that is not known here: a runner calls it before anything else. Values are not looked at. */
export function checkHostInputs(program: Program, { examples, items, data }: HostInputs): void {
  checkVersion('the program', program.version);
  checkCount('examples', examples);
  checkCount('items', items);
  checkNames(program, data);
  for (const { name, axes } of program.inputs) {
    const length = data[name]?.length;
    if (length === examples * items ** axes.length) continue;
    const expected = [examples, ...Array<number>(axes.length).fill(items)];
    throw new LossmithShapeError(name, length === undefined ? [] : [length], expected, 'give that many numbers');
  }
  for (const { name } of program.parameters) {
    const length = data[name]?.length ?? 1;
    if (length === 1 || length === examples) continue;
    throw new LossmithShapeError(name, [length], [examples], 'give one number, or one per example');
  }
}
