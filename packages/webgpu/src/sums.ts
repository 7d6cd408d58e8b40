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

/**
 * A loop `for (var k = first; k < end; k += step)` that gathers: sums in chains of 16, then over the chains; maxima as they
 * come. `lines` work out the values.
 */
export function gatheringLoop(
  { k, from, to, step }: { readonly k: string; readonly from: string; readonly to: string; readonly step: string },
  lines: readonly string[],
  gathered: readonly Gathered[],
): readonly string[] {
  const sums = sumsOf(gathered);
  const taken = gathered.map(({ op, name, value }) =>
    op === 'sum' ? `${name}_part += ${value};` : `${name} = higher(${name}, ${value});`,
  );
  if (sums.length === 0) return block(`for (var ${k} = ${from}; ${k} < ${to}; ${k} += ${step})`, [...lines, ...taken]);
  const first = `first_${k}`;
  const inner = `for (var ${k} = ${first}; ${k} < min(${first} + ${chain}u * ${step}, ${to}); ${k} += ${step})`;
  return block(`for (var ${first} = ${from}; ${first} < ${to}; ${first} += ${chain}u * ${step})`, [
    ...sums.map(({ name }) => `var ${name}_part = 0f;`),
    ...block(inner, [...lines, ...taken]),
    ...sums.map(({ name }) => `${name} += ${name}_part;`),
  ]);
}

/** The lanes that work on one thing: how many, and which one this is. Powers of two, 1 or at least 16. */
export interface Lanes {
  readonly count: string;
  readonly own: string;
}

/** What the lanes of an example gathered, put together in two steps of at most 16 each; all lanes get the same bits. */
export function acrossLanes(gathered: readonly Gathered[], { count, own }: Lanes): readonly string[] {
  return [
    ...gathered.map(({ name }, slot) => `scratch[${slot}][local] = ${name};`),
    'workgroupBarrier();',
    ...block(`if (${own} < ${count} / ${chain}u)`, [
      `let base = local - ${own};`,
      ...gathered.map(
        ({ op }, slot) =>
          `strand[${slot}][base / ${chain}u + ${own}] = fold_${op}(${slot}u, local, base + ${count}, ${count} / ${chain}u);`,
      ),
    ]),
    'workgroupBarrier();',
    ...gathered.map(
      ({ name, op }, slot) => `${name} = join_${op}(${slot}u, (local - ${own}) / ${chain}u, ${count} / ${chain}u);`,
    ),
  ];
}

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

/** Declarations that `acrossLanes` needs. */
export function lanesText(slots: number, ops: ReadonlySet<'sum' | 'max'>): string {
  if (slots === 0) return '';
  return [
    `var<workgroup> scratch: array<array<f32, ${workgroupSize}>, ${slots}>;
var<workgroup> strand: array<array<f32, ${workgroupSize / chain}>, ${slots}>;`,
    ...(['sum', 'max'] as const).filter((op) => ops.has(op)).map(folding),
  ].join('\n\n');
}
