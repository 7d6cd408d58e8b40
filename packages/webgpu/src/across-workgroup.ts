import { type Accumulator, type AccumulatorKind, kinds, parameterOf } from './accumulator.js';
import { blockLength } from './blocks.js';
import { workgroupSize } from './module.js';
import { assign, ifThen, type Lines } from './statements.js';

/** The invocations of a workgroup that work on one thing: how many, and which one this is. Powers of two, at least 16. */
export interface Lanes {
  readonly lanes: string;
  readonly lane: string;
}

/** Slots in the memory of a workgroup: the how many-eth of its kind each one is. */
const slotted = (all: readonly Accumulator[]) =>
  all.map((one, k) => ({
    ...one,
    more: one.more ?? '',
    slot: all.slice(0, k).filter(({ kind }) => kind === one.kind).length,
  }));

/** What the invocations of a workgroup accumulated, put together in two steps of at most 16 each. `lanes` of them belong together. */
export function acrossWorkgroup(accumulators: readonly Accumulator[], { lanes, lane }: Lanes): Lines {
  const all = slotted(accumulators);
  const blocks = `${lanes} / ${blockLength}u`;
  return [
    ...all.map(({ name, kind, slot }) => assign(`lane_${kind}[${slot}][local]`, name)),
    'workgroupBarrier();',
    ...ifThen(`${lane} < ${blocks}`, [
      `let base = local - ${lane};`,
      ...all.map(({ kind, slot, more }) =>
        assign(
          `block_${kind}[${slot}][base / ${blockLength}u + ${lane}]`,
          `${kind}_of_lanes(${slot}u, local, base + ${lanes}, ${blocks}${more})`,
        ),
      ),
    ]),
    'workgroupBarrier();',
    ...all.map(({ name, kind, slot, more }) =>
      assign(name, `${kind}_of_blocks(${slot}u, (local - ${lane}) / ${blockLength}u, ${blocks}${more})`),
    ),
  ];
}

const loopText = (
  kind: AccumulatorKind,
  memory: string,
  end: string,
  step: string,
): string => `  var y = ${kinds[kind].start};
  for (var k = first; k < ${end}; k += ${step}) {
    y = ${kinds[kind].combine('y', `${memory}_${kind}[slot][k]`, kinds[kind].more)};
  }
  return y;`;

const functionsOf = (kind: AccumulatorKind): string => {
  const { type } = kinds[kind];
  const parameter = parameterOf(kind);
  return `fn ${kind}_of_lanes(slot: u32, first: u32, end: u32, step: u32${parameter}) -> ${type} {
${loopText(kind, 'lane', 'end', 'step')}
}

fn ${kind}_of_blocks(slot: u32, first: u32, count: u32${parameter}) -> ${type} {
${loopText(kind, 'block', 'first + count', '1u')}
}`;
};

const memoryOf = (kind: AccumulatorKind, count: number): string => {
  const { type } = kinds[kind];
  return `var<workgroup> lane_${kind}: array<array<${type}, ${workgroupSize}>, ${count}>;
var<workgroup> block_${kind}: array<array<${type}, ${workgroupSize / blockLength}>, ${count}>;`;
};

/** Declarations that `acrossWorkgroup` needs, for so many of each kind. */
export function workgroupText(slots: ReadonlyMap<AccumulatorKind, number>): string {
  const memory = [...slots].map(([kind, count]) => memoryOf(kind, count)).join('\n');
  return [memory, ...[...slots.keys()].map(functionsOf)].join('\n\n').trim();
}
