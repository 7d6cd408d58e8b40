import type { Program } from '@lossmith/core/backend';
import { argumentOf } from './names.js';

const order = ['predicted', 'target', 'weight', 'mask'];

/** The data a program takes, by name, in the order of users' calls: also what no instruction reads, which says how many examples there are. */
export function dataNamesOf({ inputs, unused = [] }: Program): readonly string[] {
  const names = new Set([...inputs.map(({ name }) => name), ...unused]);
  const known = names.size === 0 ? ['predicted'] : order.filter((name) => names.has(name));
  return [...new Set([...known, ...names])];
}

/** All arguments of the function that works out a program: data, then open parameters, also those that it does not read. */
export function argumentsOf(program: Program, open: readonly string[] = []): readonly string[] {
  const parameters = new Set([...program.parameters.map(({ name }) => name), ...open]);
  return [...dataNamesOf(program), ...parameters].map(argumentOf);
}
