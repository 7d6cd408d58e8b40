import type { OperationName } from '@lossmith/core/backend';

/** What results of operations are called where they have no better name. */
const stems: { readonly [op in OperationName]?: string } = {
  index: 'place',
  size: 'count',
  add: 'total',
  subtract: 'difference',
  multiply: 'product',
  divide: 'ratio',
  negate: 'opposite',
  absolute: 'distance',
  sign: 'direction',
  minimum: 'smaller',
  cap: 'capped',
  maximum: 'larger',
  exp: 'growth',
  log: 'logarithm',
  sqrt: 'root',
  power: 'power',
  less: 'is_less',
  lessEqual: 'is_at_most',
  equal: 'is_equal',
  and: 'both',
  or: 'either',
  not: 'is_not',
  select: 'chosen',
  sum: 'sum_along',
  max: 'largest',
  expm1: 'growth_less_1',
  log1p: 'log_of_1_and',
  gammaP1: 'saturation',
  gammaP2: 'psi',
  gammaP1Integral: 'chi',
  hypot1: 'hypotenuse',
  xMinusLog1p: 'excess',
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

export const stemOf = (op: OperationName): string => stems[op] ?? op;

/** Letters of a path in JSON as a name in Python: 'link.rate' is `link_rate`. */
export const argumentOf = (path: string): string => path.replaceAll(/\W+/g, '_');
