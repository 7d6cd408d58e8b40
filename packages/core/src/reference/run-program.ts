import type { Axes } from '../expressions/expression.js';
import type { Lowering } from '../programs/backend.js';
import type { Steps } from '../programs/compile.js';
import type { HostInputs } from '../programs/host-inputs.js';
import type { Instruction } from '../programs/program.js';
import { type Stage, stagesOf } from '../programs/tiles.js';
import { type Branch, type Branches, branchesOf, noBranches } from './branches.js';
import { lanesOf } from './lanes.js';
import { referenceLowerings, type Workspace } from './lowerings.js';
import { type Block, lengthOf, type Numbers, type Register, spread } from './registers.js';
import { runPairs } from './run-pairs.js';

/** How many numbers an instruction works on at a time: few enough to stay in cache, many enough to hide the cost of a step. */
const blockSize = 1024;

/** What the numbers of an instruction stand in a room for: its result, pairs put together, or its result as others read it. */
type Use = 'result' | 'gathered' | Axes | Branch;

/** Room for the numbers of an instruction, for one of its uses; the same from block to block. */
export type Rooms = (use: Use, place: number, length: number) => Numbers;

function roomsOf(make: new (length: number) => Numbers): Rooms {
  const kept = new Map<Use, Numbers[]>();
  return (use, place, length) => {
    const list = kept.get(use) ?? [];
    kept.set(use, list);
    const found = list[place];
    if (found !== undefined && found.length >= length) return found;
    const made = new make(length);
    list[place] = made;
    return made;
  };
}

/** Puts the results of instructions into registers, by their place in the program. */
export type Run = (places: readonly number[], block: Block, registers: Register[]) => void;

interface Setting {
  readonly program: Steps;
  readonly branches: Branches;
  readonly inputs: HostInputs;
  readonly room: Rooms;
}

/** The values of an input or parameter in a block that begins at an example. */
function read(
  { inputs: { data, items }, room }: Setting,
  place: number,
  { axes, name, value }: Instruction,
  block: Block,
  from: number,
): Register {
  const source = data[name as string] ?? [value as number];
  const length = source.length === 1 ? 1 : lengthOf(axes, block);
  const start =
    source.length === 1 ? 0 : from * items ** axes.length + (axes === 'ij' ? (block.first ?? 0) * items : 0);
  const values = room('result', place, length);
  for (let k = 0; k < length; k += 1) values[k] = source[start + k] as number;
  return { axes, values, mask: source.length === 1 ? 0 : -1 };
}

function runner(setting: Setting, from: number): Run {
  const { program, branches, room } = setting;
  return (places, block, registers) => {
    const lanes = lanesOf(branches, block, registers, room);
    let [current, length] = [0, 0];
    const workspace: Workspace = {
      block,
      count: () => length,
      result: () => room('result', current, length),
      data: (instruction) => read(setting, current, instruction, block, from),
    };
    for (const place of places) {
      const instruction = program.instructions[place] as Instruction;
      const { op, args, axes, axis } = instruction;
      const branch = branches.of[place];
      const arms = branches.arms.get(place);
      if (arms !== undefined) {
        const [x, y] = [lanes.read(args[1] as number, axes, arms[0]), lanes.read(args[2] as number, axes, arms[1])];
        registers[place] = lanes.join(place, arms, [x, y]);
        continue;
      }
      [current, length] = [place, lanes.count(axes, branch)];
      const given = args.map((k) => (axis === undefined ? lanes.read(k, axes, branch) : (registers[k] as Register)));
      const lower = referenceLowerings[op as keyof typeof referenceLowerings] as Lowering<Register, Workspace>;
      registers[place] = lower(given, instruction, workspace);
    }
  };
}

/** One block of examples through the whole program. */
function runBlock(program: Steps, stages: readonly Stage[], block: Block, run: Run, room: Rooms): Register[] {
  const registers: Register[] = [];
  for (const stage of stages) {
    if (stage.kind === 'plain') run(stage.instructions, block, registers);
    else runPairs(program, stage, block, { run, room, registers, most: blockSize });
  }
  return registers;
}

/** Runs a program over all examples, in blocks; arithmetic as the arrays round it. */
export function runProgram(
  program: Steps,
  inputs: HostInputs,
  make: new (length: number) => Numbers = Float64Array,
): Record<string, Float64Array> {
  const { examples, items } = inputs;
  const stages = stagesOf(program);
  const widest = program.instructions.reduce((most, { axes }) => Math.max(most, axes.length), 0);
  const examplesPerBlock = Math.max(1, Math.floor(blockSize / Math.max(1, items) ** widest));
  const whole = { examples, i: items, j: items };
  const outputs = Object.entries(program.outputs).map(([name, { instruction, axes }]) => {
    return { name, instruction, axes, values: new Float64Array(lengthOf(axes, whole)) };
  });
  const room = roomsOf(make);
  const setting = { program, branches: widest < 2 ? branchesOf(program) : noBranches, inputs, room };
  for (let from = 0; from < examples; from += examplesPerBlock) {
    const block = { ...whole, examples: Math.min(examplesPerBlock, examples - from) };
    const registers = runBlock(program, stages, block, runner(setting, from), room);
    for (const { instruction, axes, values } of outputs) {
      const [start, length] = [lengthOf(axes, { ...whole, examples: from }), lengthOf(axes, block)];
      const all = spread(registers[instruction] as Register, axes, block, () => new make(length));
      if (all.mask === 0) values.fill(all.values[0] as number, start, start + length);
      else values.set(all.values.subarray(0, length), start);
    }
  }
  return Object.fromEntries(outputs.map(({ name, values }) => [name, values]));
}
