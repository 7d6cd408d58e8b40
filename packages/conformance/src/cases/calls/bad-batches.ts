import type { Batch } from '../../harness.js';
import type { Stage } from './stage.js';

/** Data that do not fit a program, with the kind of the error that says so. */
export interface BadBatch {
  readonly what: string;
  readonly kind: 'shape' | 'option';
  readonly batch: { readonly [name in keyof Batch]?: Batch[name] | undefined };
}

type DataName = 'predicted' | 'target' | 'weight' | 'mask';
const names: readonly DataName[] = ['predicted', 'target', 'weight', 'mask'];

/** A row too few, a number too few, a number too many, a row too many, none at all. */
function wrongLengths(good: Batch, name: DataName): readonly BadBatch[] {
  const values = Array.from(good[name] ?? []);
  const per = Math.max(1, values.length / Math.max(1, good.examples));
  const shape = (how: string, changed: readonly number[] | undefined): BadBatch => ({
    what: `${name} ${how}`,
    kind: 'shape',
    batch: { ...good, [name]: changed },
  });
  return [
    shape('too short by one', values.slice(0, -1)),
    shape('too long by one', [...values, 1]),
    ...(per === 1
      ? []
      : [
          shape('a row too short', values.slice(per)),
          shape('with one number per row', values.slice(0, good.examples)),
        ]),
    shape('twice as long', [...values, ...values]),
    shape('empty', []),
    shape('of one number', values.slice(0, 1)),
    shape('left out', undefined),
  ];
}

/** A number per class where one per row is needed. */
function perClass(good: Batch): readonly BadBatch[] {
  if (good.items === 1) return [];
  return names.flatMap((name) => {
    const values = Array.from(good[name] ?? []);
    if (values.length !== good.examples) return [];
    const wide = values.flatMap((x) => Array<number>(good.items).fill(x));
    return [{ what: `${name} with one number per class`, kind: 'shape' as const, batch: { ...good, [name]: wide } }];
  });
}

function wrongParameters(good: Batch, given: Stage['given']): readonly BadBatch[] {
  const all = Object.entries(given);
  return all.flatMap(([name, [value]], k) => {
    // The others are as they should be: they must not stay.
    const others = Object.fromEntries(all.filter((_, n) => n !== k));
    const values = (length: number) => ({
      ...good,
      parameters: { ...others, [name]: Array<number>(length).fill(value) },
    });
    const one = (what: string, batch: BadBatch['batch']): BadBatch => ({
      what: `${name} ${what}`,
      kind: 'shape',
      batch,
    });
    return [
      one('with two numbers', values(2)),
      one('with a number too many', values(good.examples + 1)),
      one('with no number', values(0)),
    ];
  });
}

const wrongCounts = (good: Batch): readonly BadBatch[] => [
  { what: 'a negative number of rows', kind: 'option', batch: { ...good, examples: -1 } },
  { what: 'a number of rows that is NaN', kind: 'option', batch: { ...good, examples: Number.NaN } },
  { what: 'a number of rows that is no whole number', kind: 'option', batch: { ...good, examples: 4.5 } },
  { what: 'a number of classes that is no whole number', kind: 'option', batch: { ...good, items: 2.5 } },
];

/** More rows than there are data, fewer than there are, and rows of another length. */
const otherCounts = (good: Batch): readonly BadBatch[] => [
  { what: 'a row less than the data have', kind: 'shape', batch: { ...good, examples: good.examples - 1 } },
  { what: 'a row more than the data have', kind: 'shape', batch: { ...good, examples: good.examples + 1 } },
  ...(good.items === 1
    ? []
    : [{ what: 'a class less than the rows have', kind: 'shape' as const, batch: { ...good, items: good.items - 1 } }]),
];

/** Everything about a call of five rows that can have the wrong length, one thing at a time. */
export function badBatches({ batch, given }: Pick<Stage, 'batch' | 'given'>): readonly BadBatch[] {
  const good = batch(5, 1);
  return [
    ...names.flatMap((name) => wrongLengths(good, name)),
    ...perClass(good),
    ...wrongParameters(good, given),
    ...wrongCounts(good),
    ...otherCounts(good),
  ];
}
