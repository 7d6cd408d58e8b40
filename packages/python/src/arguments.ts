import type { Program } from '@lossmith/core/backend';
import { argumentOf } from './names.js';

const first = ['predicted', 'target'];
const last = ['weight', 'mask'];
const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : last.includes(name) ? 9 : 5);

/** The data a program takes, by name, in the order of users' calls: also what no instruction reads, which says how many examples there are. */
export function dataNamesOf({ inputs, unused = [] }: Program): readonly string[] {
  const names = [...inputs.map(({ name }) => name), ...unused];
  const all = names.length === 0 ? ['predicted'] : [...new Set(names)];
  return all.sort((x, y) => rank(x) - rank(y));
}

/** All arguments of the function that works out a program: data, then open parameters. */
export const argumentsOf = (program: Program): readonly string[] =>
  [...dataNamesOf(program), ...program.parameters.map(({ name }) => name)].map(argumentOf);
