import type { Axes } from '@lossmith/core';
import type { Backend, Instruction, Lowering, Program } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { cpuLowerings } from './cpu-lowerings.js';
import { portable, type TfjsLowerings } from './portable-lowerings.js';
import { type Context, shapeOf } from './program-shapes.js';
import { reduceOutputs } from './reduction.js';
import { type PairSetting, type RunSteps, runPairs } from './run-pairs.js';
import { scheduleOf } from './schedule.js';
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

const constantsOf = ({ instructions }: Program): ReadonlyMap<number, number> =>
  new Map(instructions.flatMap(({ op, value }, k) => (op === 'constant' ? [[k, value as number] as const] : [])));

/** A value in the shape of an output. */
function shaped(value: tf.Tensor, axes: Axes, { examples, items }: ProgramTensors): tf.Tensor {
  const shape = shapeOf(axes, examples, items);
  return value.size === tf.util.sizeFromShape(shape) ? tf.reshape(value, shape) : spread(value, shape);
}

function settingOf({ instructions }: Program, lowerings: TfjsLowerings): PairSetting {
  const lowering = ({ op }: Instruction) => lowerings[op as keyof TfjsLowerings] as Lowering<tf.Tensor, Context>;
  const run: RunSteps = (steps, context, values) => {
    for (const { place, ended } of steps) {
      const instruction = instructions[place] as Instruction;
      const args = instruction.args.map((argument) => values[argument] as tf.Tensor);
      values[place] = lowering(instruction)(args, instruction, context);
      for (const last of ended) values[last]?.dispose();
    }
  };
  return { instructions, lowering, run };
}

function emit(program: Program, lowerings: TfjsLowerings): TfjsArtifact {
  const stages = scheduleOf(program);
  const constants = constantsOf(program);
  const setting = settingOf(program, lowerings);
  const valuesOf = ({ examples, items, data }: ProgramTensors): readonly tf.Tensor[] => {
    const context: Context = { examples, items, constants, data: (name) => data[name] as tf.Tensor };
    const values: tf.Tensor[] = [];
    for (const stage of stages) {
      if (stage.kind === 'pairs') runPairs(setting, stage, context, values);
      else setting.run(stage.steps, context, values);
      for (const last of stage.ended) values[last]?.dispose();
    }
    return values;
  };
  return (call) => {
    const { examples, items } = call;
    // Not every native op takes tensors without numbers: wasm's max along i divides by zero.
    const values = examples === 0 ? undefined : valuesOf(call);
    const finished = Object.entries(program.outputs).map(([name, { instruction, axes }]) => {
      const value = values?.[instruction];
      return [name, value === undefined ? tf.zeros(shapeOf(axes, 0, items)) : shaped(value, axes, call)] as const;
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
