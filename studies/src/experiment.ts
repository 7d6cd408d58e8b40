import { type Network, predict } from '@lossmith-examples/volcano/network';
import { quantile } from '@lossmith-examples/volcano/survey';
import { train } from '@lossmith-examples/volcano/train';
import { type Rival, rivals } from './contenders.js';
import { dataOf, type Scored } from './data.js';
import { type Measures, measure, SHARE } from './measure.js';
import { rounded } from './rounded.js';
import type { Simulation } from './simulation.js';

const UNITS = 3;

export interface Run {
  readonly task: string;
  readonly contender: string;
  readonly strength: number;
  readonly seed: number;
  readonly validation: Measures;
  readonly test: Measures;
  readonly steps: number;
  /** What slope was left at the end (see `Minimum` of the demo). */
  readonly slope: number;
}

function measuresOf(network: Network, parameters: Float64Array, { places, scores }: Scored): Measures {
  const predicted = new Float64Array(scores.length);
  predict(network, parameters, places, predicted, new Float64Array(scores.length * network.units));
  const { precision, inside, outside } = measure(predicted, scores);
  return { precision: rounded(precision), inside: rounded(inside), outside: rounded(outside) };
}

/** Every setting of the losses for one seed of a task; all share the points, and the start but for squared error's others. */
export function runSeed(task: Simulation, seed: number, only: readonly Rival[] = rivals): readonly Run[] {
  const { training, validation, test } = dataOf(task, seed);
  const network: Network = { inputs: task.ranges.length, units: UNITS };
  const known = { scores: training.scores, edge: quantile(training.scores, 1 - SHARE) };
  const runSetting = ({ id, lossAt, graded }: Rival, strength: number): Run => {
    // Far from all seeds, so that no start is used twice.
    const start = graded ? seed : seed + 1000 * strength;
    const { parameters, steps, slope } = train(network, lossAt(strength, known), training, start);
    const measures = {
      validation: measuresOf(network, parameters, validation),
      test: measuresOf(network, parameters, test),
    };
    return { task: task.id, contender: id, strength, seed, ...measures, steps, slope: rounded(slope) };
  };
  return only.flatMap((rival) => rival.grid.map((strength) => runSetting(rival, strength)));
}
