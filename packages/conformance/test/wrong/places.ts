import type { HostInputs, Program } from '@lossmith/core/backend';
import type { Changes, Outputs } from '../simple-backend.js';
import { alongAxis, blockSum, type SimpleLowering } from '../simple-lowerings.js';
import { mapped } from './data.js';
import { full, quick, type WrongBackend } from './wrong-backend.js';

type Inputs = NonNullable<Changes['inputs']>;
type Finish = NonNullable<Changes['outputs']>;

/** Rows for which `isLost` holds come out as 0. */
const lostRows =
  (isLost: (row: number, examples: number) => boolean, isMeant: (name: string) => boolean = () => true): Finish =>
  (outputs, { examples }) =>
    mapped(outputs, (x, name, k) => {
      const row = Math.floor(k / ((outputs[name] as Float32Array).length / Math.max(1, examples)));
      return isMeant(name) && isLost(row, examples) ? 0 : x;
    });

/** Loses the last block where the number of rows is a multiple of its length. */
const exactMultiple = (size: number) => lostRows((row, examples) => examples % size === 0 && row >= examples - size);
const oneMore = (size: number) => lostRows((row, examples) => examples % size === 1 && row === examples - 1 && row > 0);
const oneLess = (size: number) => lostRows((row, examples) => examples % size === size - 1 && row === examples - 1);

/** A sum in blocks that leaves out what stands behind the last full one. */
const fullBlocks = (size: number) => (values: Float32Array) =>
  values.length <= size ? blockSum(values) : blockSum(values.subarray(0, values.length - (values.length % size)));

const withoutLastBlock = (size: number) => (values: Float32Array) =>
  values.length > size && values.length % size === 0 ? blockSum(values.subarray(0, -size)) : blockSum(values);

/** Entries of rows for which `isLost` holds come out as 0, in one output. */
const lostEntries =
  (name: string, isLost: (place: number, row: number, inputs: HostInputs) => boolean): Finish =>
  (outputs, inputs) =>
    mapped(outputs, (x, own, k) => {
      if (own !== name || inputs.items === 1) return x;
      return isLost(k % inputs.items, Math.floor(k / inputs.items), inputs) ? 0 : x;
    });

/** The largest of a row, looked for in some places alone. */
const maximumOf = (some: (values: Float32Array) => Float32Array): SimpleLowering =>
  alongAxis((values) => some(values).reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY));

const sampled = (values: Float32Array) => (values.length < 1100 ? values : values.filter((_, k) => k % 7 !== 5));

/** Masks of rows of classes, as a backend reads them. */
const masksAs =
  (read: (place: number, items: number) => number): Inputs =>
  (inputs) => {
    const { mask } = inputs.data;
    const { items, examples } = inputs;
    if (mask === undefined || items === 1 || mask.length !== examples * items) return inputs;
    const turned = Array.from(mask, (_, k) => mask[k - (k % items) + read(k % items, items)] as number);
    return { ...inputs, data: { ...inputs.data, mask: turned } };
  };

const isLabel = ({ instructions }: Program) => instructions.some(({ op }) => op === 'index');

const labelsAs =
  (store: (label: number) => number): Inputs =>
  (inputs, program) =>
    isLabel(program) && inputs.data.target !== undefined
      ? { ...inputs, data: { ...inputs.data, target: Array.from(inputs.data.target, store) } }
      : inputs;

/** 11 digits, as float16 and many a texture has. */
const toElevenDigits = (x: number) => {
  const unit = 2 ** Math.max(0, Math.floor(Math.log2(Math.abs(x) || 1)) - 10);
  return Math.round(x / unit) * unit;
};

const parametersAt =
  (at: (row: number, examples: number) => number): Inputs =>
  (inputs, { parameters }) => {
    const own = parameters.flatMap(({ name }) => {
      const values = inputs.data[name];
      if (values === undefined || values.length === 1) return [];
      return [[name, Array.from(values, (_, row) => values[at(row, values.length)] as number)] as const];
    });
    return { ...inputs, data: { ...inputs.data, ...Object.fromEntries(own) } };
  };

function noRowsWithMask(outputs: Outputs, { examples, data }: HostInputs): Outputs {
  if (examples > 0 || data.mask === undefined) return outputs;
  throw new RangeError('a mask of no rows');
}

/** Sums of rows in which the classes behind a multiple of a block are lost. */
const wideSum = (isLost: (place: number, items: number) => boolean): SimpleLowering =>
  alongAxis((values) => blockSum(values.map((x, k) => (isLost(k, values.length) ? 0 : x))));

// The very case that finds it, since each has up to 200,000 rows.
const rows = (to: string, reduction: 'none' | 'mean') => `data/rows around multiples of ${to}, ${reduction}`;
const small = rows('2 to 4,096', 'none');
const smallMean = rows('2 to 4,096', 'mean');
const large = rows('65,536', 'none');

/** Backends that are right but for some sizes and places. */
export const wrongPlaces: readonly WrongBackend[] = [
  quick('the last of exactly n·64 rows', small, /64 rows.*: .* is 0/, { outputs: exactMultiple(64) }),
  quick('the last of exactly n·256 rows', small, /256 rows.*: .* is 0/, { outputs: exactMultiple(256) }),
  quick('the last of exactly n·4,096 rows', small, /4096 rows.*: .* is 0/, { outputs: exactMultiple(4096) }),
  quick('the last of exactly n·65,536 rows', large, /65536 rows.*: .* is 0/, { outputs: exactMultiple(65_536) }),
  quick('one row more than n·4,096', small, /4097 rows/, { outputs: oneMore(4096) }),
  quick('one row more than n·1,024', small, /1025 rows/, { outputs: oneMore(1024) }),
  quick('one row less than n·64', small, /63 rows/, { outputs: oneLess(64) }),
  quick('one row less than n·65,536', large, /65535 rows/, { outputs: oneLess(65_536) }),
  full('one row more than n·8,192', rows('8,192 to 196,608', 'none'), /8193 rows/, {
    outputs: lostRows((row, examples) => examples === 8193 && row === 8192),
  }),
  quick('sums of full blocks of 64', smallMean, /65 rows.*mean: loss/, { sum: fullBlocks(64) }),
  quick('sums of full blocks of 4,096', smallMean, /4097 rows.*mean: loss/, { sum: fullBlocks(4096) }),
  quick('sums without the last of exact blocks', smallMean, /512 rows.*mean: loss/, { sum: withoutLastBlock(256) }),
  quick('parameters by example in blocks of 256', small, /257 rows/, { inputs: parametersAt((row) => row % 256) }),
  quick('parameters by example from the end', small, /rows/, { inputs: parametersAt((row, n) => n - 1 - row) }),
  quick(
    'gradients of classes beyond 1,024',
    'classes, labels',
    /rows of 4095 classes: gradient of row 0, class 1024,/,
    {
      outputs: lostEntries('gradient', (place) => place >= 1024),
    },
  ),
  quick('gradients of rows beyond 256', 'data/many rows', /gradient of row 256, class 0,/, {
    outputs: lostEntries('gradient', (_, row) => row >= 256),
  }),
  quick('hessians of the last of exact blocks', 'classes, scores', /64 classes: hessian of row 0, class 63,/, {
    outputs: lostEntries('hessian', (place, _, { items }) => items % 64 === 0 && place === items - 1),
  }),
  quick('gradients beyond 16 bits of places', 'data/many rows', /700 rows of 100 classes: gradient/, {
    outputs: lostEntries('gradient', (place, row, { items }) => row * items + place >= 65_536),
  }),
  quick('the largest of the first 1,024', 'largest score', /NaN|Infinity|expected/, {
    lowerings: { max: maximumOf((x) => x.subarray(0, 1024)) },
  }),
  quick('the largest of some places', 'largest score', /NaN|Infinity|expected/, {
    lowerings: { max: maximumOf(sampled) },
  }),
  quick('the largest without the last', 'largest score', /NaN|Infinity|expected/, {
    lowerings: { max: maximumOf((x) => (x.length > 2000 ? x.subarray(0, -1) : x)) },
  }),
  quick('sums without the last of n·128 classes', 'classes, labels', /128 classes/, {
    lowerings: { sum: wideSum((place, items) => items % 128 === 0 && place === items - 1) },
  }),
  quick('sums of one class more than n·256', 'classes, labels', /257 classes/, {
    lowerings: { sum: wideSum((place, items) => items % 256 === 1 && place === items - 1 && items > 1) },
  }),
  quick('masks of 32 bits', 'data/masks of', /a mask of 33 classes/, { inputs: masksAs((place) => place % 32) }),
  quick('masks of 64 bits', 'data/masks of', /a mask of 70 classes/, { inputs: masksAs((place) => place % 64) }),
  quick('masks read from the end', 'data/masks of', /a mask of 33 classes/, {
    inputs: masksAs((place, items) => items - 1 - place),
  }),
  quick('masks of the first block alone', 'data/masks of', /a mask of 4200 classes/, {
    inputs: masksAs((place) => (place < 4096 ? place : 0)),
  }),
  quick('masks of the class beside', 'data/masks of', /a mask of 33 classes/, {
    inputs: masksAs((place, items) => Math.min(place + 1, items - 1)),
  }),
  quick('labels of 16 bits', 'data/labels beyond', /labels 65537 and 40001/, { inputs: labelsAs((y) => y & 65_535) }),
  quick('labels with a sign in 16 bits', 'data/labels beyond', /labels 65537 and 40001/, {
    inputs: labelsAs((y) => (y << 16) >> 16),
  }),
  quick('labels of 8 bits', 'classes, labels', /expected/, { inputs: labelsAs((y) => (y < 0 ? y : y & 255)) }),
  quick('labels of 11 digits', 'largest score', /expected/, { inputs: labelsAs(toElevenDigits) }),
  quick('no rows with a mask', 'data/no rows with a mask', /a mask of no rows/, { outputs: noRowsWithMask }),
  quick('NaN for no rows with a mask', 'data/no rows with a mask', /no rows of 3 classes: loss.* is NaN/, {
    results: (results, { examples, data }) =>
      examples === 0 && data.mask !== undefined ? mapped(results, () => Number.NaN) : results,
  }),
];
