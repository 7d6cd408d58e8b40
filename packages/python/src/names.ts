import type { OperationName } from '@lossmith/core/backend';

/** What results of operations are called that have no name fit for Python, or a poor one. */
const stems: { readonly [op in OperationName]?: string } = {
  add: 'total',
  subtract: 'difference',
  multiply: 'product',
  divide: 'ratio',
  absolute: 'distance',
  and: 'both',
  or: 'either',
  not: 'opposite',
  select: 'chosen',
  gammaP2: 'psi',
  gammaP1Integral: 'chi',
};

/** Gives each name once: a second `difference` is `difference_2`. */
export function newNames(reserved: readonly string[]): (stem: string) => string {
  const taken = new Set(reserved);
  const next = new Map<string, number>();
  return (stem) => {
    let count = next.get(stem) ?? 1;
    let name = count === 1 ? stem : `${stem}_${count}`;
    while (taken.has(name)) {
      count += 1;
      name = `${stem}_${count}`;
    }
    next.set(stem, count + 1);
    taken.add(name);
    return name;
  };
}

export const stemOf = (op: OperationName): string =>
  stems[op] ?? op.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Letters of a path in JSON as a name in Python: 'link.rate' is `link_rate`. */
export const argumentOf = (path: string): string => path.replaceAll(/\W+/g, '_');
