import type { Axes } from '@lossmith/core';
import type { Backend, Instruction, Lowering, Program } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { cpuLowerings } from './cpu-lowerings.js';
import { portable, type TfjsLowerings } from './portable-lowerings.js';
import { type Context, shapeOf } from './program-shapes.js';
import { reduceOutputs } from './reduction.js';
import { wasmLowerings } from './wasm-lowerings.js';
import { webglLowerings } from './webgl-lowerings.js';

/** Inputs by name, each of the shape of its axes (see `shapeOf`). */
export interface ProgramTensors {
  readonly examples: number;
  readonly items: number;
  readonly data: Readonly<Record<string, tf.Tensor>>;
}

/** A program as a function of tensors; to be called inside tf.tidy. */
export type TfjsArtifact = (inputs: ProgramTensors) => Readonly<Record<string, tf.Tensor>>;

const tables: Readonly<Record<string, TfjsLowerings>> = {
  cpu: cpuLowerings,
  wasm: wasmLowerings,
  webgl: webglLowerings,
};

/** For each instruction the results that nothing after it uses, so that their memory can be used again at once. */
function lastUses({ instructions, outputs }: Program): readonly (readonly number[])[] {
  const last = new Map<number, number>();
  instructions.forEach(({ args }, k) => {
    for (const argument of args) last.set(argument, k);
  });
  const kept = new Set(Object.values(outputs).map(({ instruction }) => instruction));
  const ended: number[][] = instructions.map(() => []);
  for (const [argument, k] of last) if (!kept.has(argument)) ended[k]?.push(argument);
  return ended;
}

const isData = ({ op }: Instruction) => op === 'input' || op === 'parameter';

const constantsOf = ({ instructions }: Program): ReadonlyMap<number, number> =>
  new Map(instructions.flatMap(({ op, value }, k) => (op === 'constant' ? [[k, value as number] as const] : [])));

/** A value in the shape of an output. */
function shaped(value: tf.Tensor, axes: Axes, { examples, items }: ProgramTensors): tf.Tensor {
  const shape = shapeOf(axes, examples, items);
  return value.size === tf.util.sizeFromShape(shape) ? tf.reshape(value, shape) : spread(value, shape);
}

function emit(program: Program, lowerings: TfjsLowerings): TfjsArtifact {
  const { instructions, outputs } = program;
  const ended = lastUses(program);
  const constants = constantsOf(program);
  return (call) => {
    const { examples, items, data } = call;
    const context: Context = { examples, items, constants, data: (name) => data[name] as tf.Tensor };
    const values: tf.Tensor[] = [];
    instructions.forEach((instruction, k) => {
      const lower = lowerings[instruction.op as keyof TfjsLowerings] as Lowering<tf.Tensor, Context>;
      const args = instruction.args.map((argument) => values[argument] as tf.Tensor);
      values.push(lower(args, instruction, context));
      for (const last of ended[k] ?? []) if (!isData(instructions[last] as Instruction)) values[last]?.dispose();
    });
    const finished = Object.entries(outputs).map(([name, { instruction, axes }]) => {
      return [name, shaped(values[instruction] as tf.Tensor, axes, call)] as const;
    });
    return reduceOutputs(program, Object.fromEntries(finished), examples);
  };
}

/** A value repeated along the axes it lacks. */
function spread(value: tf.Tensor, shape: [number, number, number]): tf.Tensor {
  return tf.add(tf.zeros(shape), value);
}

/**
 * TensorFlow.js as a backend: lowers to tfjs ops. The table of the tfjs backend of that name if one was measured
 * ('cpu', 'wasm', 'webgl'), else plain primitive ops, which need no trust in native functions.
 */
export function tfjsBackend(runtime: string): Backend<tf.Tensor, Context, TfjsArtifact> {
  const lowerings = tables[runtime] ?? portable;
  return {
    contract: 1,
    name: `tfjs (${runtime})`,
    lowerings,
    emit: (program) => emit(program, lowerings),
  };
}
