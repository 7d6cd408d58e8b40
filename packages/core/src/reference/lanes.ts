import type { Axes } from '../expressions/expression.js';
import type { Branch, Branches } from './branches.js';
import { type Block, lengthOf, type Numbers, type Register, spread } from './registers.js';
import type { Rooms } from './run-program.js';

/** The registers of a block as instructions read them: repeated along axes, or those numbers alone that are in a branch. */
export interface Lanes {
  /** How many numbers an instruction has to work out. */
  count(axes: Axes, branch: Branch | undefined): number;
  read(place: number, axes: Axes, branch: Branch | undefined): Register;
  /** What two branches gave, joined again. */
  join(place: number, arms: readonly [Branch, Branch], registers: readonly [Register, Register]): Register;
}

/** The places of those numbers for which a condition has the outcome of a branch. */
function placesIn({ values, mask }: Register, holds: boolean, count: number): Int32Array {
  const places = new Int32Array(count);
  let found = 0;
  for (let k = 0; k < count; k += 1) {
    places[found] = k;
    found += (values[k & mask] !== 0) === holds ? 1 : 0;
  }
  return places.subarray(0, found);
}

function gather(out: Numbers, { values, mask }: Register, places: Int32Array): void {
  for (let k = 0; k < places.length; k += 1) out[k] = values[(places[k] as number) & mask] as number;
}

function scatter(out: Numbers, { values, mask }: Register, places: Int32Array): void {
  for (let k = 0; k < places.length; k += 1) out[places[k] as number] = values[k & mask] as number;
}

export function lanesOf(branches: Branches, block: Block, registers: readonly Register[], room: Rooms): Lanes {
  const places = new Map<Branch, Int32Array>();
  const moved = new Map<Branch | Axes, Register[]>();

  const count: Lanes['count'] = (axes, branch) =>
    branch === undefined ? lengthOf(axes, block) : within(branch).length;

  /** The places of a branch's numbers among those of the branch around it. */
  function within(branch: Branch): Int32Array {
    const { condition, holds, axes, outer } = branch;
    const known = places.get(branch) ?? placesIn(read(condition, axes, outer), holds, count(axes, outer));
    places.set(branch, known);
    return known;
  }

  function move(place: number, axes: Axes, branch: Branch | undefined): Register {
    const roomFor = () => room(branch ?? axes, place, count(axes, branch));
    if (branch === undefined) return spread(registers[place] as Register, axes, block, roomFor);
    const outer = read(place, axes, branch.outer);
    const chosen = within(branch);
    if (chosen.length === count(axes, branch.outer)) return outer;
    const values = roomFor();
    gather(values, outer, chosen);
    return { axes, values, mask: -1 };
  }

  function read(place: number, axes: Axes, branch: Branch | undefined): Register {
    const register = registers[place] as Register;
    const isThere = branches.of[place] === branch && (branch !== undefined || register.axes === axes);
    if (isThere || register.mask === 0) return register;
    const list = moved.get(branch ?? axes) ?? [];
    moved.set(branch ?? axes, list);
    list[place] ??= move(place, axes, branch);
    return list[place];
  }

  const join: Lanes['join'] = (place, arms, [x, y]) => {
    const [first, second] = [within(arms[0]), within(arms[1])];
    if (second.length === 0 && x.mask !== 0) return x;
    if (first.length === 0 && y.mask !== 0) return y;
    const values = room('result', place, first.length + second.length);
    scatter(values, x, first);
    scatter(values, y, second);
    return { axes: arms[0].axes, values, mask: -1 };
  };
  return { count, read, join };
}
