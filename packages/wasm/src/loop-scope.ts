import type { Axes, Axis } from '@lossmith/core';
import type { Instruction } from '@lossmith/core/backend';
import { type Code, when } from './encoding.js';
import * as i32 from './instructions/i32.js';
import { f64x2 } from './lanes.js';
import type { ModuleSpec } from './module-spec.js';
import { laneNumbers, type Tier, type Writer } from './writer.js';

/** The function being written. Locals are given by the code that reads them. */
export interface FunctionState {
  readonly spec: ModuleSpec;
  readonly writer: Writer;
  readonly addresses: ReadonlyMap<string, Code>;
  readonly examples: Code;
  readonly items: Code;
  /** The number of the example, of the first of several where lanes lie along examples. */
  readonly example: Code;
  /** Places that are worked out before all examples. */
  readonly shared: ReadonlySet<number>;
  /** Values that loops leave in scratch memory, by their place in the program, with their slot there. */
  readonly slots: ReadonlyMap<number, number>;
  /** Those that are there by now. */
  readonly stored: Set<number>;
  /** How accurate the function at a place of the program has to be. */
  readonly tierAt: (place: number) => Tier;
  /** What stored outputs are multiplied by. */
  readonly factor: Code | undefined;
}

/**
 * What the lanes of a vector lie along: an axis of items, or nothing: then they all hold the same number. They lie along the
 * outermost loop, so that loops inside need no care.
 */
type Along = Axis | undefined;

/** Where in the loops the code stands. */
export interface LoopScope {
  readonly along: Along;
  /** Whether a loop may spread its items over the lanes: none is around it yet. */
  readonly outermost: boolean;
  readonly indices: Readonly<Partial<Record<Axis, Code>>>;
  /** Lanes that hold something; undefined where all do. */
  readonly mask: Code | undefined;
  /** Results so far, by their place in the program. */
  readonly values: Code[];
}

/** Outside all loops along items. */
export const outside: LoopScope = { along: undefined, outermost: false, indices: {}, mask: undefined, values: [] };

const bytesShift = ({ spec }: FunctionState) => (spec.program.precision === 'float64' ? 3 : 2);

/** Where in memory the entry of an array with these axes is. */
function addressOf(state: FunctionState, { indices }: LoopScope, key: string, axes: Axes): Code {
  const entry = [...axes].reduce<Code>(
    (before, axis) => i32.add(i32.multiply(before, state.items), indices[axis as Axis] as Code),
    state.example,
  );
  return i32.add(state.addresses.get(key) as Code, i32.shiftLeft(entry, bytesShift(state)));
}

/** Where an input or an output of neighbouring examples is, the first of them so many behind the one at hand. */
export const entriesAt = (state: FunctionState, key: string, behind: number): Code =>
  i32.add(addressOf(state, outside, key, ''), i32.constant(behind << bytesShift(state)));

/** Data of the rows. */
export function dataAt(state: FunctionState, scope: LoopScope, { name, axes }: Instruction): Code {
  const address = addressOf(state, scope, `input ${name}`, axes);
  const { precision } = state.spec.program;
  return axes === scope.along ? f64x2.load(address, precision) : f64x2.loadSplat(address, precision);
}

/** 0, 1, 2, … along an axis. */
export function indexAt({ writer }: FunctionState, scope: LoopScope, axis: Axis): Code {
  const first = f64x2.integer(scope.indices[axis] as Code);
  return axis === scope.along ? f64x2.add(first, laneNumbers(writer)) : first;
}

/** Where a value that is kept for later loops is, for one vector of items: their values lie together. */
export function scratchAt({ slots, addresses }: FunctionState, items: Code, slot: number): Code {
  const before = i32.multiply(items, i32.constant(8 * slots.size));
  return i32.add(i32.add(addresses.get('scratch') as Code, before), i32.constant(16 * slot));
}

/** The number of one item among those, for every lane: within its vector it stands behind those before it. */
export function scratchNumberAt(state: FunctionState, item: Code, slot: number): Code {
  const within = i32.and(item, i32.constant(1));
  const vector = scratchAt(state, i32.subtract(item, within), slot);
  const address = i32.add(vector, i32.multiply(within, i32.constant(8)));
  return f64x2.loadNumber(address);
}

/** Numbers of memory that all examples share. */
export const scalarAt = (addresses: FunctionState['addresses'], k: number): Code =>
  f64x2.loadNumber(i32.add(addresses.get('scalars') as Code, i32.constant(8 * k)));

/** Writes an entry of an output. Where its lanes do not lie behind one another in memory they go one by one. */
export function storeOutput(state: FunctionState, scope: LoopScope, name: string, axes: Axes, value: Code): void {
  const { emit, keep } = state.writer;
  const { along, indices } = scope;
  const { precision } = state.spec.program;
  const addressFor = (at: LoopScope) => addressOf(state, at, `output ${name}`, axes);
  if (axes === along) emit(f64x2.store(addressFor(scope), value, precision));
  else if (along === undefined || !axes.includes(along)) emit(f64x2.storeLane(addressFor(scope), value, precision, 0));
  else {
    const kept = keep(value);
    for (let lane = 0; lane < f64x2.count; lane += 1) {
      const index = i32.add(indices[along] as Code, i32.constant(lane));
      const address = addressFor({ ...scope, indices: { ...indices, [along]: index } });
      emit(when(i32.less(index, state.items), f64x2.storeLane(address, kept, precision, lane)));
    }
  }
}
