import type { Gathered } from './body.js';
import type { FunctionName } from './functions.js';
import { block } from './indent.js';
import { workgroupSize } from './module.js';

/** How many numbers are added one by one: equal ones all round the same way, in longer chains by too much. */
export const chain = 16;

type Op = Gathered['op'];

/** How each kind of gathering is held, begun, and put together. */
interface Kind {
  readonly type: string;
  readonly start: string;
  readonly join: (x: string, y: string, more: string) => string;
  /** Parameters beyond what is put together, as text. */
  readonly parameters: string;
  readonly more: string;
  readonly needs: readonly FunctionName[];
}

const plain = { type: 'f32', parameters: '', more: '' };

const kinds: Readonly<Record<Op, Kind>> = {
  sum: { ...plain, start: '0f', join: (x, y) => `${x} + ${y}`, needs: [] },
  max: {
    ...plain,
    start: 'from_bits(0xff800000u)',
    join: (x, y) => `higher(${x}, ${y})`,
    needs: ['higher', 'from_bits'],
  },
  fold: {
    type: 'Fold',
    start: 'no_fold()',
    join: (x, y, more) => `merged_folds(${x}, ${y}${more})`,
    parameters: ', temperature: f32',
    more: ', temperature',
    needs: ['merged_folds'],
  },
  tail: {
    ...plain,
    type: 'Tail',
    start: 'no_tail()',
    join: (x, y) => `merged_tails(${x}, ${y})`,
    needs: ['merged_tails'],
  },
};

/** Functions that what is gathered calls. */
export const neededBy = (gathered: readonly Gathered[]): readonly FunctionName[] =>
  gathered.flatMap(({ op }) => kinds[op].needs);

/** Declarations of what is gathered. */
export const declared = (gathered: readonly Gathered[], ending = ''): readonly string[] =>
  gathered.map(({ name, op }) => `var ${name}${ending} = ${kinds[op].start};`);

const taken = (one: Gathered, into: string, value: string) =>
  `${into} = ${kinds[one.op].join(into, value, one.more ?? '')};`;

export interface Range {
  readonly k: string;
  readonly from: string;
  readonly to: string;
  readonly step: string;
}

const forRange = ({ k, from, to, step }: Range) => `for (var ${k} = ${from}; ${k} < ${to}; ${k} += ${step})`;

/** A loop around another one that takes `length` of its steps, and joins what it gathered to what there is. */
function outerLoop(
  { k, from, to, step }: Range,
  length: number,
  gathered: readonly Gathered[],
  ending: string,
  inner: (range: Range) => readonly string[],
): readonly string[] {
  const first = `${k}_of_${length}`;
  const whole = `${length}u * ${step}`;
  return block(forRange({ k: first, from, to, step: whole }), [
    ...declared(gathered, `_of_${length}`),
    ...inner({ k, from: first, to: `min(${first} + ${whole}, ${to})`, step }),
    ...gathered.map((one) => taken(one, `${one.name}${ending}`, `${one.name}_of_${length}`)),
  ]);
}

/**
 * A loop that gathers; `lines` work out the values. `long` loops add in chains of 16, and these again by 16; maxima do not
 * need that.
 */
export function gatheringLoop(
  range: Range,
  lines: readonly string[],
  gathered: readonly Gathered[],
  long: boolean,
): readonly string[] {
  const chained = gathered.filter(({ op }) => long && op !== 'max');
  const step = (one: Gathered) => taken(one, chained.includes(one) ? `${one.name}_of_${chain}` : one.name, one.value);
  const innermost = (own: Range) => block(forRange(own), [...lines, ...gathered.map(step)]);
  if (chained.length === 0) return innermost(range);
  return outerLoop(range, chain * chain, chained, '', (around) =>
    outerLoop(around, chain, chained, `_of_${chain * chain}`, innermost),
  );
}

/** The invocations of a workgroup that work on one thing: how many, and which one this is. Powers of two, at least 16. */
export interface Lanes {
  readonly lanes: string;
  readonly lane: string;
}

/** Places in the memory of a workgroup: the how many-eth of its kind each one is. */
const slotsOf = (gathered: readonly Gathered[]) =>
  gathered.map((one, k) => ({
    ...one,
    more: one.more ?? '',
    slot: gathered.slice(0, k).filter(({ op }) => op === one.op).length,
  }));

/** What the invocations of a workgroup gathered, put together in two steps of at most 16 each. `lanes` of them belong together. */
export function acrossWorkgroup(gathered: readonly Gathered[], { lanes, lane }: Lanes): readonly string[] {
  const placed = slotsOf(gathered);
  return [
    ...placed.map(({ name, op, slot }) => `scratch_${op}[${slot}][local] = ${name};`),
    'workgroupBarrier();',
    ...block(`if (${lane} < ${lanes} / ${chain}u)`, [
      `let base = local - ${lane};`,
      ...placed.map(
        ({ op, slot, more }) =>
          `strands_${op}[${slot}][base / ${chain}u + ${lane}] = gather_${op}(${slot}u, local, base + ${lanes}, ${lanes} / ${chain}u${more});`,
      ),
    ]),
    'workgroupBarrier();',
    ...placed.map(
      ({ name, op, slot, more }) =>
        `${name} = join_${op}(${slot}u, (local - ${lane}) / ${chain}u, ${lanes} / ${chain}u${more});`,
    ),
  ];
}

/** What a part of a subgroup gathered, `call.strand` invocations: no barrier. */
export const acrossStrand = (gathered: readonly Gathered[]): readonly string[] =>
  gathered.map(({ name, op, more = '' }) => `${name} = strand_${op}(${name}${more});`);

const foldFields = [
  'top',
  'others',
  'base',
  'mean',
  'spread',
  'high_top',
  'high_others',
  'cost',
  'largest',
  'smallest',
];
const fields: { readonly [op in Op]?: readonly string[] } = { fold: foldFields, tail: ['top', 'others'] };

/** The value that the invocation `step` further has. */
function shuffled(op: Op): string {
  const names = fields[op];
  if (names === undefined) return 'subgroupShuffleXor(y, step)';
  return `${kinds[op].type}(${names.map((name) => `subgroupShuffleXor(y.${name}, step)`).join(', ')})`;
}

const strandText = (op: Op) => `fn strand_${op}(x: ${kinds[op].type}${kinds[op].parameters}) -> ${kinds[op].type} {
  var y = x;
  for (var step = 1u; step < call.strand; step *= 2u) {
    let other = ${shuffled(op)};
    y = ${kinds[op].join('y', 'other', kinds[op].more)};
  }
  return y;
}`;

/** Functions that `acrossStrand` needs. */
export const strandsText = (ops: ReadonlySet<Op>): string => [...ops].map(strandText).join('\n\n');

function foldingText(op: Op): string {
  const { type, start, parameters, join, more } = kinds[op];
  const body = (list: string) => `  var y = ${start};
  for (var k = first; k < end; k += step) {
    y = ${join('y', `${list}_${op}[slot][k]`, more)};
  }
  return y;`;
  return `fn gather_${op}(slot: u32, first: u32, end: u32, step: u32${parameters}) -> ${type} {
${body('scratch')}
}

fn join_${op}(slot: u32, first: u32, count: u32${parameters}) -> ${type} {
  let end = first + count;
  let step = 1u;
${body('strands')}
}`;
}

/** Declarations that `acrossWorkgroup` needs, for so many of each kind. */
export function workgroupText(slots: ReadonlyMap<Op, number>): string {
  const memory = [...slots].flatMap(([op, count]) => [
    `var<workgroup> scratch_${op}: array<array<${kinds[op].type}, ${workgroupSize}>, ${count}>;`,
    `var<workgroup> strands_${op}: array<array<${kinds[op].type}, ${workgroupSize / chain}>, ${count}>;`,
  ]);
  return [...(memory.length === 0 ? [] : [memory.join('\n')]), ...[...slots.keys()].map(foldingText)].join('\n\n');
}
