import { seeded } from '@lossmith-examples/volcano/random';
import { drawSample, type Sample } from './sample.js';
import type { Simulation } from './simulation.js';

const SIZES = { train: 200, validation: 1000, test: 4000 } as const;

export interface Scored {
  readonly places: Float64Array;
  readonly scores: Float64Array;
}

/** Training, validation and test points of a seed, in deviations of the training values from their mean. */
export function dataOf(task: Simulation, seed: number) {
  const random = seeded(seed);
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
