import type { Gathered } from './body.js';
import { block } from './indent.js';
import { workgroupSize } from './module.js';

/** How many numbers are added one by one: equal ones all round the same way, in longer chains by too much. */
export const chain = 16;

const start = ({ op }: Gathered) => (op === 'sum' ? '0f' : 'from_bits(0xff800000u)');

/** Declarations of what is gathered. */
export const declared = (gathered: readonly Gathered[]): readonly string[] =>
  gathered.map((one) => `var ${one.name} = ${start(one)};`);

const sumsOf = (gathered: readonly Gathered[]) => gathered.filter(({ op }) => op === 'sum');

export interface Range {
  readonly k: string;
  readonly from: string;
  readonly to: string;
  readonly step: string;
}

const forRange = ({ k, from, to, step }: Range) => `for (var ${k} = ${from}; ${k} < ${to}; ${k} += ${step})`;

/** A loop around another one that takes `length` of its steps, and adds what it gathered to sums of its own. */
function outerLoop(
  { k, from, to, step }: Range,
  length: number,
  sums: readonly string[],
  ending: string,
  inner: (range: Range) => readonly string[],
): readonly string[] {
  const first = `${k}_of_${length}`;
  const whole = `${length}u * ${step}`;
  return block(forRange({ k: first, from, to, step: whole }), [
    ...sums.map((name) => `var ${name}_of_${length} = 0f;`),
    ...inner({ k, from: first, to: `min(${first} + ${whole}, ${to})`, step }),
    ...sums.map((name) => `${name}${ending} += ${name}_of_${length};`),
  ]);
}

/**
 * A loop that gathers; `lines` work out the values. Maxima as they come; sums of `long` loops in chains of 16, and these again
 * by 16.
 */
export function gatheringLoop(
  range: Range,
  lines: readonly string[],
  gathered: readonly Gathered[],
  long: boolean,
): readonly string[] {
  const sums = sumsOf(gathered).map(({ name }) => name);
  const nested = long && sums.length > 0;
  const suffix = nested ? `_of_${chain}` : '';
  const taken = gathered.map(({ op, name, value }) =>
    op === 'sum' ? `${name}${suffix} += ${value};` : `${name} = higher(${name}, ${value});`,
  );
  const innermost = (own: Range) => block(forRange(own), [...lines, ...taken]);
  if (!nested) return innermost(range);
  return outerLoop(range, chain * chain, sums, '', (around) =>
    outerLoop(around, chain, sums, `_of_${chain * chain}`, innermost),
  );
}

/** What the 256 invocations of a workgroup gathered, put together in two steps of 16 each. `lanes` of them belong together. */
export function acrossWorkgroup(gathered: readonly Gathered[], { lanes, lane }: Lanes): readonly string[] {
  return [
    ...gathered.map(({ name }, slot) => `scratch[${slot}][local] = ${name};`),
    'workgroupBarrier();',
    ...block(`if (${lane} < ${lanes} / ${chain}u)`, [
      `let base = local - ${lane};`,
      ...gathered.map(
        ({ op }, slot) =>
          `strand[${slot}][base / ${chain}u + ${lane}] = fold_${op}(${slot}u, local, base + ${lanes}, ${lanes} / ${chain}u);`,
      ),
    ]),
    'workgroupBarrier();',
    ...gathered.map(
      ({ name, op }, slot) => `${name} = join_${op}(${slot}u, (local - ${lane}) / ${chain}u, ${lanes} / ${chain}u);`,
    ),
  ];
}

/** The invocations of a workgroup that work on one thing: how many, and which one this is. Powers of two, at least 16. */
export interface Lanes {
  readonly lanes: string;
  readonly lane: string;
}

/** What a part of a subgroup gathered, `call.strand` invocations: no barrier, and all get the same bits. */
export const acrossStrand = (gathered: readonly Gathered[]): readonly string[] =>
  gathered.map(({ name, op }) => `${name} = strand_${op}(${name});`);

const strandText = (op: 'sum' | 'max') => `fn strand_${op}(x: f32) -> f32 {
  var y = x;
  for (var step = 1u; step < call.strand; step *= 2u) {
    let other = subgroupShuffleXor(y, step);
    y = ${op === 'sum' ? 'y + other' : 'higher(y, other)'};
  }
  return y;
}`;

/** Functions that `acrossStrand` needs. */
export const strandsText = (ops: ReadonlySet<'sum' | 'max'>): string =>
  (['sum', 'max'] as const)
    .filter((op) => ops.has(op))
    .map(strandText)
    .join('\n\n');

const folding = (op: 'sum' | 'max') => {
  const [lowest, taken] =
    op === 'sum'
      ? (['0f', (list: string) => `y + ${list}[slot][k]`] as const)
      : (['from_bits(0xff800000u)', (list: string) => `higher(y, ${list}[slot][k])`] as const);
  return `fn fold_${op}(slot: u32, first: u32, end: u32, step: u32) -> f32 {
  var y = ${lowest};
  for (var k = first; k < end; k += step) {
    y = ${taken('scratch')};
  }
  return y;
}

fn join_${op}(slot: u32, first: u32, count: u32) -> f32 {
  var y = ${lowest};
  for (var k = first; k < first + count; k += 1u) {
    y = ${taken('strand')};
  }
  return y;
}`;
};

/** Declarations that `acrossWorkgroup` needs. */
export function workgroupText(slots: number, ops: ReadonlySet<'sum' | 'max'>): string {
  if (slots === 0) return '';
  return [
    `var<workgroup> scratch: array<array<f32, ${workgroupSize}>, ${slots}>;
var<workgroup> strand: array<array<f32, ${workgroupSize / chain}>, ${slots}>;`,
    ...(['sum', 'max'] as const).filter((op) => ops.has(op)).map(folding),
  ].join('\n\n');
}
