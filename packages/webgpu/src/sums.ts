import type { Gathered } from './body.js';
import { foldFields } from './fold-functions.js';
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

const joined = (one: Gathered, into: string, value: string) =>
  `${into} = ${kinds[one.op].join(into, value, one.more ?? '')};`;

export interface Range {
  readonly k: string;
  readonly from: string;
  readonly to: string;
  readonly step: string;
}

const forRange = ({ k, from, to, step }: Range) => `for (var ${k} = ${from}; ${k} < ${to}; ${k} += ${step})`;

/** The part of a range from `first` on that a chain, or a chain of chains, goes along. */
const partOf = ({ k, to, step }: Range, length: number, first: string): Range => ({
  k,
  from: first,
  to: `min(${first} + ${length}u * ${step}, ${to})`,
  step,
});

/** A loop around another one that takes `length` of its steps, and joins what it gathered to what there is. */
function outerLoop(
  range: Range,
  length: number,
  gathered: readonly Gathered[],
  ending: string,
  inner: (range: Range) => readonly string[],
): readonly string[] {
  const first = `${range.k}_of_${length}`;
  return block(forRange({ ...range, k: first, step: `${length}u * ${range.step}` }), [
    ...declared(gathered, `_of_${length}`),
    ...inner(partOf(range, length, first)),
    ...gathered.map((one) => joined(one, `${one.name}${ending}`, `${one.name}_of_${length}`)),
  ]);
}

/**
 * The same for chains with folds, whose classes are gathered in chunks (see fold-functions.ts). The next one begins with a class
 * that does not fit. A chunk about a center too far off is gathered again about its mean; where that is of no use, its first class
 * is taken alone. Maxima do not mind to meet a class twice.
 */
function foldingChains(
  range: Range,
  gathered: readonly Gathered[],
  ending: string,
  lines: readonly string[],
  steps: readonly string[],
): readonly string[] {
  const { k, step } = range;
  const [first, end, tries] = [`${k}_of_${chain}`, `${k}_end`, `${k}_tries`];
  const part = ({ name }: Gathered) => `${name}_of_${chain}`;
  const center = ({ name }: Gathered) => `${name}_center`;
  const folds = gathered.filter(({ op }) => op === 'fold');
  const others = gathered.filter(({ op }) => op !== 'fold');
  return [
    ...folds.map((one) => `var ${center(one)} = no_center;`),
    `var ${tries} = 0u;`,
    `var ${end} = 0u;`,
    ...block(`for (var ${first} = ${range.from}; ${first} < ${range.to};)`, [
      ...block(`if (${tries} == 0u)`, [`${end} = ${partOf(range, chain, first).to};`]),
      ...folds.map((one) => `var ${part(one)} = no_chunk(${center(one)});`),
      ...declared(others, `_of_${chain}`),
      `var ${k} = ${first};`,
      ...block(`for (; ${k} < ${end}; ${k} += ${step})`, [
        ...lines,
        ...folds.flatMap((one) => block(`if (is_wide(${part(one)}, ${one.value}${one.more}))`, ['break;'])),
        ...folds.map((one) => `${part(one)} = with_class(${part(one)}, ${one.value}${one.more});`),
        ...others.map((one) => joined(one, part(one), one.value)),
        ...steps,
      ]),
      ...folds.map((one) => `${center(one)} = select(center_of(${part(one)}${one.more}), no_center, ${tries} == 1u);`),
      ...block(`if (${folds.map((one) => `is_off(${part(one)})`).join(' | ')})`, [
        `${end} = select(${k}, ${first} + 1u, ${tries} == 1u);`,
        `${tries} += 1u;`,
        'continue;',
      ]),
      `${tries} = 0u;`,
      ...folds.map((one) => joined(one, `${one.name}${ending}`, `fold_of(${part(one)}${one.more})`)),
      ...others.map((one) => joined(one, `${one.name}${ending}`, part(one))),
      `${first} = ${k};`,
    ]),
  ];
}

/**
 * A loop that gathers; `lines` work out the values. `long` loops add in chains of 16, and these again by 16; maxima do not
 * need that. Folds come in chains in any case.
 */
export function gatheringLoop(
  range: Range,
  lines: readonly string[],
  gathered: readonly Gathered[],
  long: boolean,
): readonly string[] {
  const folds = gathered.some(({ op }) => op === 'fold');
  const chained = gathered.filter(({ op }) => op === 'fold' || (op !== 'max' && (long || folds)));
  const steps = gathered.filter((one) => !chained.includes(one)).map((one) => joined(one, one.name, one.value));
  const chainSteps = chained.map((one) => joined(one, `${one.name}_of_${chain}`, one.value));
  const chains = (own: Range, ending: string) =>
    folds
      ? foldingChains(own, chained, ending, lines, steps)
      : outerLoop(own, chain, chained, ending, (inner) => block(forRange(inner), [...lines, ...chainSteps, ...steps]));
  if (chained.length === 0) return block(forRange(range), [...lines, ...steps]);
  if (!long) return chains(range, '');
  return outerLoop(range, chain * chain, chained, '', (own) => chains(own, `_of_${chain * chain}`));
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
