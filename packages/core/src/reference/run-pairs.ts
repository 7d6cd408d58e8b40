import type { Steps } from '../programs/compile.js';
import type { Instruction } from '../programs/program.js';
import type { Stage } from '../programs/tiles.js';
import { type Block, lengthOf, type Numbers, type Register } from './registers.js';
import type { Rooms, Run } from './run-program.js';

/** What stages work with: how instructions are run, room for their numbers, results so far, and how many pairs to hold at once. */
interface Setting {
  readonly run: Run;
  readonly room: Rooms;
  readonly registers: Register[];
  readonly most: number;
}

/** The values of some of the items along i. */
const rowsOf = (register: Register, from: number, block: Block): Register =>
  register.axes === 'i' && register.mask !== 0
    ? { ...register, values: register.values.subarray(from, from + block.i) }
    : register;

/** Puts what a tile gave beside or into what those before it gave. */
function gather(
  { op, axis, axes }: Instruction,
  into: Numbers,
  found: Numbers,
  { first = 0, j }: Block,
  length: number,
): void {
  if (axes === 'ij' || axis === 'j') {
    into.set(found.subarray(0, length), axes === 'ij' ? first * j : first);
    return;
  }
  for (let k = 0; k < length; k += 1) {
    const [before, value] = [into[k] as number, found[k] as number];
    const both = op === 'max' ? Math.max(before, value) : before + value;
    into[k] = first === 0 ? value : both;
  }
}

/** Works out pairs for some i at a time. Of several examples at once only where all their pairs fit. */
export function runPairs(
  { instructions }: Steps,
  stage: Stage,
  block: Block,
  { run, room, registers, most }: Setting,
): void {
  const step = block.examples > 1 ? block.i : Math.max(1, Math.floor(most / Math.max(1, block.j)));
  const results = stage.results.map((place) => {
    const instruction = instructions[place] as Instruction;
    return { place, instruction, into: room('gathered', place, lengthOf(instruction.axes, block)) };
  });
  for (let from = 0; from === 0 || from < block.i; from += step) {
    const tile: Block = { ...block, i: Math.min(step, block.i - from), first: from };
    const local = tile.i === block.i ? [...registers] : registers.map((register) => rowsOf(register, from, tile));
    run(stage.instructions, tile, local);
    for (const { place, instruction, into } of results) {
      gather(instruction, into, (local[place] as Register).values, tile, lengthOf(instruction.axes, tile));
    }
  }
  for (const { place, instruction, into } of results)
    registers[place] = { axes: instruction.axes, values: into, mask: -1 };
}
