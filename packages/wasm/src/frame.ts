import type { Axes, Axis } from '@lossmith/core';
import type { Instruction } from '@lossmith/core/backend';
import { type Code, i32, when } from './encoding.js';
import type { Plan } from './plan.js';
import { laneNumbers, type Writer } from './writer.js';

/** The function being written. Locals are given by the code that reads them. */
export interface Unit {
  readonly plan: Plan;
  readonly writer: Writer;
  readonly pointers: ReadonlyMap<string, Code>;
  readonly examples: Code;
  readonly items: Code;
  /** The number of the example, of the first of several where lanes lie along examples. */
  readonly row: Code;
  /** Places that are worked out before all examples. */
  readonly shared: ReadonlySet<number>;
  /** Values that walks leave in memory, by their place in the program, with their place in `scratch`. */
  readonly kept: ReadonlyMap<number, number>;
  /** Those that have been left there. */
  readonly atHand: Set<number>;
  /** What stored outputs are multiplied by. */
  readonly factor: Code | undefined;
}

/**
 * What the lanes of a vector lie along: examples (''), an axis of classes, or nothing: then they all hold the same number. They
 * lie along the outermost loop, so that loops inside need no care.
 */
export type Along = '' | Axis | undefined;

/** Where in the loops the code stands. */
export interface Frame {
  readonly along: Along;
  /** Whether a loop may spread its classes over the lanes: none is around it yet. */
  readonly outermost: boolean;
  readonly indices: Readonly<Partial<Record<Axis, Code>>>;
  /** Lanes that hold something; undefined where all do. */
  readonly mask: Code | undefined;
  /** Results so far, by their place in the program. */
  readonly values: Code[];
}

const bytesShift = ({ plan }: Unit) => (plan.program.precision === 'float64' ? 3 : 2);

/** Where in memory the entry of an array with these axes is. */
function addressOf(unit: Unit, { indices }: Frame, pointer: string, axes: Axes): Code {
  const place = [...axes].reduce<Code>(
    (before, axis) => i32.add(i32.multiply(before, unit.items), indices[axis as Axis] as Code),
    unit.row,
  );
  return i32.add(unit.pointers.get(pointer) as Code, i32.shiftLeft(place, bytesShift(unit)));
}

/** Data of the examples. Lanes along examples see nothing else: no axis is in such programs. */
export function dataAt(unit: Unit, frame: Frame, { name, axes }: Instruction): Code {
  const { lanes } = unit.writer;
  const address = addressOf(unit, frame, `array ${name}`, axes);
  const { precision } = unit.plan.program;
  return axes === frame.along ? lanes.load(address, precision) : lanes.loadSplat(address, precision);
}

/** 0, 1, 2, … along an axis. */
export function indexAt({ writer }: Unit, frame: Frame, axis: Axis): Code {
  const first = writer.lanes.integer(frame.indices[axis] as Code);
  return axis === frame.along ? writer.lanes.add(first, laneNumbers(writer)) : first;
}

/** Where a value that is kept for later walks is, for the classes at hand: those of one vector of classes lie together. */
export function scratchAt({ kept, pointers, writer }: Unit, items: Code, slot: number): Code {
  const before = i32.multiply(items, i32.constant((16 / writer.lanes.count) * kept.size));
  return i32.add(i32.add(pointers.get('scratch') as Code, before), i32.constant(16 * slot));
}

/** Numbers of memory that all examples share. */
export const numberAt = ({ lanes }: Writer, pointers: Unit['pointers'], k: number): Code =>
  lanes.loadNumber(i32.add(pointers.get('numbers') as Code, i32.constant(8 * k)));

/** Writes an entry of an output. Where its lanes do not lie behind one another in memory they go one by one. */
export function storeOutput(unit: Unit, frame: Frame, name: string, axes: Axes, value: Code): void {
  const { lanes, emit, keep } = unit.writer;
  const { along, indices } = frame;
  const { precision } = unit.plan.program;
  const addressFor = (at: Frame) => addressOf(unit, at, `output ${name}`, axes);
  if (axes === along) emit(lanes.store(addressFor(frame), value, precision));
  else if (along === undefined || along === '' || !axes.includes(along))
    emit(lanes.storeLane(addressFor(frame), value, precision, 0));
  else {
    const kept = keep(value);
    for (let lane = 0; lane < lanes.count; lane += 1) {
      const index = i32.add(indices[along] as Code, i32.constant(lane));
      const address = addressFor({ ...frame, indices: { ...indices, [along]: index } });
      emit(when(i32.less(index, unit.items), lanes.storeLane(address, kept, precision, lane)));
    }
  }
}
