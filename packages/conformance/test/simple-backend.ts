import { checkHostInputs, type HostInputs, type Instruction, type Program } from '@lossmith/core/backend';
import type { Subject } from '../src/subject.js';
import {
  type Block,
  blockSum,
  lengthOf,
  type Register,
  type SimpleLowering,
  type SimpleLowerings,
  simpleLowerings,
  spread,
} from './simple-lowerings.js';
import { simpleTensorLoss, type TakeTensors } from './simple-tensors.js';

export interface SimpleArtifact {
  readonly program: Program;
  readonly text: string;
}

export type Outputs = Readonly<Record<string, Float32Array>>;

/** How a backend is to differ from the right one: each of these replaces, or comes after, one step of it. */
export interface Changes {
  readonly lowerings?: Readonly<Record<string, SimpleLowering>>;
  readonly program?: (program: Program) => Program;
  readonly text?: (program: Program) => string;
  readonly check?: typeof checkHostInputs;
  readonly inputs?: (inputs: HostInputs, program: Program) => HostInputs;
  /** Outputs per example, before they are reduced. */
  readonly outputs?: (outputs: Outputs, inputs: HostInputs, program: Program) => Outputs;
  readonly sum?: (values: Float32Array) => number;
  readonly reduce?: typeof reduce;
  readonly results?: (results: Outputs, inputs: HostInputs, program: Program) => Outputs;
  /** What is made of tensors that users give. */
  readonly tensors?: TakeTensors;
  readonly subject?: Partial<Subject<SimpleArtifact>>;
}

const examplesPerBlock = 1000;

function runBlock({ instructions }: Program, table: SimpleLowerings, block: Block): Register[] {
  const registers: Register[] = [];
  for (const instruction of instructions) {
    const lower = table[instruction.op as keyof SimpleLowerings] as SimpleLowering;
    const args = instruction.args.map((k) => registers[k] as Register);
    registers.push(lower(args, instruction, block));
  }
  return registers;
}

/** The part of an input that belongs to some rows; one number of a parameter belongs to all. */
function dataOf({ data, items }: HostInputs, from: number, examples: number) {
  return ({ name, axes, value }: Instruction): Float32Array => {
    const given = data[name as string] ?? [value as number];
    const per = items ** axes.length;
    const values = new Float32Array(examples * per);
    if (given.length === 1) return values.fill(given[0] as number);
    for (let k = 0; k < values.length; k += 1) values[k] = given[from * per + k] as number;
    return values;
  };
}

/** A program over all rows, block by block. */
function runProgram(program: Program, inputs: HostInputs, table: SimpleLowerings): Outputs {
  const { examples, items } = inputs;
  const wanted = Object.entries(program.outputs);
  const outputs = Object.fromEntries(
    wanted.map(([name, { axes }]) => [name, new Float32Array(lengthOf(axes, { examples, items }))]),
  );
  for (let from = 0; from < examples; from += examplesPerBlock) {
    const count = Math.min(examplesPerBlock, examples - from);
    const block: Block = { examples: count, items, data: dataOf(inputs, from, count) };
    const registers = runBlock(program, table, block);
    for (const [name, { instruction, axes }] of wanted) {
      outputs[name]?.set(spread(registers[instruction] as Register, axes, block), from * items ** axes.length);
    }
  }
  return outputs;
}

/** What `Program.reduction` says of the outputs per example. */
export function reduce(
  reduction: Program['reduction'],
  { weight, kept: _, ...outputs }: Outputs,
  examples: number,
  sum: (values: Float32Array) => number,
): Outputs {
  if (reduction === 'none') return outputs;
  const total = weight === undefined ? examples : sum(weight);
  const factor = reduction === 'sum' ? 1 : total === 0 ? 0 : 1 / total;
  const reduced = Object.entries(outputs).map(([name, values]) => {
    if (name !== 'loss') return [name, values.map((value) => value * factor)] as const;
    return [name, Float32Array.of(factor === 0 ? 0 : sum(values) * factor)] as const;
  });
  return Object.fromEntries(reduced);
}

const same = <Value>(value: Value): Value => value;

/** A small backend of float32 arithmetic on plain arrays, right unless it is changed. */
export function simpleBackend(changes: Changes = {}): Subject<SimpleArtifact> {
  const { program: change = same, text = () => '', check = checkHostInputs, inputs: prepare = same } = changes;
  const { outputs: finish = same, sum = blockSum, results: report = same } = changes;
  const table = { ...simpleLowerings, ...changes.lowerings } as SimpleLowerings;
  const subject: Subject<SimpleArtifact> = {
    backend: {
      contract: 1,
      name: 'simple',
      lowerings: table,
      emit: (program) => ({ program: change(program), text: text(program) }),
    },
    run: ({ program }, given) => {
      check(program, given);
      const inputs = prepare(given, program);
      const outputs = finish(runProgram(program, inputs, table), inputs, program);
      return report((changes.reduce ?? reduce)(program.reduction, outputs, inputs.examples, sum), inputs, program);
    },
    precision: 'float32',
    ...changes.subject,
  };
  return { ...subject, compileTensorLoss: simpleTensorLoss(subject, changes.tensors) };
}
