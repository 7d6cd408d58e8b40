import { type Network, predict } from '@lossmith-examples/volcano/network';
import { quantile } from '@lossmith-examples/volcano/survey';
import { train } from '@lossmith-examples/volcano/train';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Rival, rivals } from './contenders.js';
import { type Measures, measure, SHARE } from './measure.js';
import { drawSample, type Sample } from './sample.js';
import type { Simulation } from './simulation.js';

const SIZES = { train: 200, validation: 1000, test: 4000 } as const;
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

interface Scored {
  readonly places: Float64Array;
  readonly scores: Float64Array;
}

/** Training, validation and test points of a seed, in deviations of the training values from their mean. */
function dataOf(task: Simulation, seed: number) {
  const random = xoroshiro128plus(seed);
  const drawn = Object.values(SIZES).map((size) => drawSample(task, size, random));
  const known = drawn[0]!.values;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const deviation = Math.sqrt(squares / known.length);
  const scored = ({ places, values }: Sample): Scored => ({
    places,
    scores: values.map((value) => (value - mean) / deviation),
  });
  const [training, validation, test] = drawn.map(scored);
  return { training: training!, validation: validation!, test: test! };
}

/** Six digits are kept, more than any interval needs. */
const rounded = (value: number) => Number(value.toPrecision(6));

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
