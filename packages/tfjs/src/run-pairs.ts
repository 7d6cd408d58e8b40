import type { Instruction, Lowering } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type Gathering, reductions, rows } from './gather.js';
import type { Context } from './program-shapes.js';
import type { ScheduledStage, Step } from './schedule.js';

/** Puts the results of steps among the values, by their place in the program. */
export type RunSteps = (steps: readonly Step[], context: Context, values: tf.Tensor[]) => void;

/** What pairs are worked out with. */
export interface PairSetting {
  readonly instructions: readonly Instruction[];
  readonly lowering: (instruction: Instruction) => Lowering<tf.Tensor, Context>;
  readonly run: RunSteps;
}

/** How many pairs, of all examples together, are there at once. */
const mostPairs = 2 ** 16;

/** How many i a tile has; tiles are about equal, as webgl compiles a shader for every shape. */
function rowsPerTile({ examples, items }: Context): number {
  const most = Math.max(1, Math.floor(mostPairs / Math.max(1, examples * items)));
  return Math.ceil(items / Math.ceil(items / most));
}

/** The rows of i that belong to a tile. */
function slice(x: tf.Tensor, first: number, count: number): tf.Tensor {
  return tf.slice(x, [0, first, 0], [x.shape[0] as number, count, x.shape[2] as number]);
}

function gatheringOf({ lowering }: PairSetting, instruction: Instruction, context: Context): Gathering {
  if (instruction.axes.includes('i')) return rows();
  const lower = lowering(instruction);
  return reductions((x) => lower([x], instruction, context));
}

/** Works out the pairs of some i, and returns what is gathered of them. */
function runTile(
  { run }: PairSetting,
  { steps, results, alongI }: ScheduledStage,
  context: Context,
  values: readonly tf.Tensor[],
  [first, count]: readonly [first: number, count: number],
): tf.Tensor[] {
  return tf.tidy(() => {
    const local = [...values];
    for (const place of alongI) local[place] = slice(values[place] as tf.Tensor, first, count);
    run(steps, { ...context, data: (name) => slice(context.data(name), first, count) }, local);
    return results.map((place) => local[place] as tf.Tensor);
  });
}

/**
 * A stage of pairs, for some i at a time: nothing as large as all pairs of a long list is ever there. What is reduced along i is reduced again over the
 * tiles, all else stands one tile behind the other. Short lists are one tile.
 */
export function runPairs(setting: PairSetting, stage: ScheduledStage, context: Context, values: tf.Tensor[]): void {
  const { items } = context;
  const each = rowsPerTile(context);
  if (each >= items) {
    setting.run(stage.steps, context, values);
    return;
  }
  const gathered = stage.results.map((place) => {
    return { place, ...gatheringOf(setting, setting.instructions[place] as Instruction, context) };
  });
  for (let first = 0; first < items; first += each) {
    const parts = runTile(setting, stage, context, values, [first, Math.min(each, items - first)]);
    gathered.forEach(({ add }, k) => {
      add(parts[k] as tf.Tensor);
    });
  }
  for (const { place, finished } of gathered) values[place] = finished();
}
