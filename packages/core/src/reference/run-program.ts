import type { Lowering } from '../programs/backend.js';
import type { Steps } from '../programs/compile.js';
import type { HostInputs } from '../programs/host-inputs.js';
import type { Instruction } from '../programs/program.js';
import { type Stage, stagesOf } from '../programs/tiles.js';
import { referenceLowerings, type Workspace } from './lowerings.js';
import { type Block, lengthOf, type Numbers, type Register, spread } from './registers.js';
import { runPairs } from './run-pairs.js';

/** How many numbers an instruction works on at a time: few enough to stay in cache, many enough to hide the cost of a step. */
const blockSize = 1024;

/** Arrays kept from block to block, by instruction and use. */
function rooms(make: new (length: number) => Numbers) {
  const kept = new Map<Instruction, Numbers[]>();
  return (instruction: Instruction, use: number, length: number): Numbers => {
    const list = kept.get(instruction) ?? [];
    kept.set(instruction, list);
    const found = list[use];
    if (found !== undefined && found.length >= length) return found;
    const made = new make(length);
    list[use] = made;
    return made;
  };
}

/** Room for the numbers of an instruction, for one of its uses. */
export type Rooms = ReturnType<typeof rooms>;

function readBlock(source: ArrayLike<number>, start: number, out: Numbers, length: number): void {
  if (source.length === 1) out.fill(source[0] as number, 0, length);
  else for (let k = 0; k < length; k += 1) out[k] = source[start + k] as number;
}

/** Puts the results of instructions into registers, by their place in the program. */
export type Run = (places: readonly number[], block: Block, registers: Register[]) => void;

function runner({ instructions }: Steps, { data, items }: HostInputs, from: number, room: Rooms): Run {
  const workspaceOf = (block: Block): Workspace => ({
    block,
    result: (instruction) => room(instruction, 0, lengthOf(instruction.axes, block)),
    scratch: (instruction, argument) => room(instruction, argument + 1, lengthOf(instruction.axes, block)),
    data: (instruction) => {
      const { axes, name, value } = instruction;
      const length = lengthOf(axes, block);
      const start = from * items ** axes.length + (axes === 'ij' ? (block.first ?? 0) * items : 0);
      const out = room(instruction, 0, length);
      readBlock(data[name as string] ?? [value as number], start, out, length);
      return out;
    },
  });
  return (places, block, registers) => {
    const workspace = workspaceOf(block);
    for (const place of places) {
      const instruction = instructions[place] as Instruction;
      const lower = referenceLowerings[instruction.op as keyof typeof referenceLowerings] as Lowering<
        Register,
        Workspace
      >;
      const args = instruction.args.map((k) => registers[k] as Register);
      registers[place] = lower(args, instruction, workspace);
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
  const room = rooms(make);
  for (let from = 0; from < examples; from += examplesPerBlock) {
    const block = { ...whole, examples: Math.min(examplesPerBlock, examples - from) };
    const registers = runBlock(program, stages, block, runner(program, inputs, from, room), room);
    for (const { instruction, axes, values } of outputs) {
      const length = lengthOf(axes, block);
      const all = spread(registers[instruction] as Register, axes, block, () => new make(length));
      values.set(all.subarray(0, length), lengthOf(axes, { ...whole, examples: from }));
    }
  }
  return Object.fromEntries(outputs.map(({ name, values }) => [name, values]));
}
