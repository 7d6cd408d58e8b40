import type { Instruction } from '@lossmith/core/backend';

/** What a temporary is called after the operation that makes it, where that is not its name. */
const nouns: { readonly [op in Instruction['op']]?: string } = {
  add: 'sum',
  subtract: 'difference',
  multiply: 'product',
  divide: 'quotient',
  negate: 'negative',
  absolute: 'size',
  sqrt: 'root',
  less: 'is_less',
  lessEqual: 'is_at_most',
  equal: 'is_equal',
  and: 'both',
  or: 'either',
  not: 'unless',
  select: 'chosen',
  sum: 'total',
  max: 'top',
};

/** A name of data as WGSL has it: 'links[0].rate' is links_0_rate. */
export const identifier = (name: string): string => name.replace(/\W+/g, '_').replace(/_$/, '');

/** `target` is reserved in WGSL. */
const inputName = (name: string): string => (name === 'target' ? 'observed' : identifier(name));

/** The name of the temporary that holds the result at a place of a program: its place makes it unique. */
export function temporary({ op, name, axes }: Instruction, place: number): string {
  if (op === 'input') return axes === '' ? inputName(name as string) : `${identifier(name as string)}_${axes}`;
  if (op === 'parameter') return identifier(name as string);
  return `${nouns[op] ?? op}_${place}`;
}
