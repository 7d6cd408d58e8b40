import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Simulation } from './simulation.js';

export interface Sample {
  /** Inputs scaled to −1 to 1, of one point after the other. */
  readonly places: Float64Array;
  /** In the simulation's own unit. */
  readonly values: Float64Array;
}

/** Inputs drawn uniformly, one independent of the other. Values are rounded to float32, where versions of Node agree on powers and logarithms. */
export function drawSample({ ranges, hidden = [], value }: Simulation, size: number, random: RandomGenerator): Sample {
  const places = new Float64Array(size * ranges.length);
  const values = new Float64Array(size);
  for (let point = 0; point < size; point += 1) {
    const inputs = [...ranges, ...hidden].map(([, from, to], k) => {
      const share = uniformFloat64(random);
      if (k < ranges.length) places[point * ranges.length + k] = 2 * share - 1;
      return from + share * (to - from);
    });
    values[point] = Math.fround(value(inputs));
  }
  return { places, values };
}
