import type { Lowering } from '../programs/backend.js';
import type { Steps } from '../programs/compile.js';
import type { HostInputs } from '../programs/host-inputs.js';
import type { Instruction } from '../programs/program.js';
import { referenceLowerings, type Workspace } from './lowerings.js';
import { type Block, lengthOf, type Numbers, type Register, spread } from './registers.js';

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

function readBlock(source: ArrayLike<number>, start: number, out: Numbers, length: number): void {
  if (source.length === 1) out.fill(source[0] as number, 0, length);
  else for (let k = 0; k < length; k += 1) out[k] = source[start + k] as number;
}

/** One block of examples through the whole program. */
function runBlock(program: Steps, inputs: HostInputs, from: number, block: Block, room: ReturnType<typeof rooms>) {
  const result = (instruction: Instruction) => room(instruction, 0, lengthOf(instruction.axes, block));
  const workspace: Workspace = {
    block,
    result,
    scratch: (instruction, argument) => room(instruction, argument + 1, lengthOf(instruction.axes, block)),
    data: (instruction) => {
      const span = block.items ** instruction.axes.length;
      const source = inputs.data[instruction.name as string] ?? [instruction.value as number];
      const out = result(instruction);
      readBlock(source, from * span, out, block.examples * span);
      return out;
    },
  };
  const registers: Register[] = [];
  for (const instruction of program.instructions) {
    const lower = referenceLowerings[instruction.op as keyof typeof referenceLowerings] as Lowering<
      Register,
      Workspace
    >;
    registers.push(
      lower(
        instruction.args.map((k) => registers[k] as Register),
        instruction,
        workspace,
      ),
    );
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
  const widest = program.instructions.reduce((most, { axes }) => Math.max(most, axes.length), 0);
  const examplesPerBlock = Math.max(1, Math.floor(blockSize / Math.max(1, items) ** widest));
  const outputs = Object.entries(program.outputs).map(([name, { instruction, axes }]) => {
    return { name, instruction, axes, values: new Float64Array(lengthOf(axes, { examples, items })) };
  });
  const room = rooms(make);
  for (let from = 0; from < examples; from += examplesPerBlock) {
    const block = { examples: Math.min(examplesPerBlock, examples - from), items };
    const registers = runBlock(program, inputs, from, block, room);
    for (const { instruction, axes, values } of outputs) {
      const length = lengthOf(axes, block);
      const whole = spread(registers[instruction] as Register, axes, block, () => new make(length));
      values.set(whole.subarray(0, length), lengthOf(axes, { examples: from, items }));
    }
  }
  return Object.fromEntries(outputs.map(({ name, values }) => [name, values]));
}
