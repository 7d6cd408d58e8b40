import { randomLcg, randomNormal } from 'd3-random';
import type { SampleName, Scores } from '../state/state.js';
import { dataSet } from './data-sets.js';

export const sampleTitles: Readonly<Record<SampleName, string>> = {
  flights: 'Flight delays, 2,500 scores (real)',
  peak: 'A narrow peak, 2,000 scores',
  tail: 'A long tail, 2,000 scores',
  many: 'Two humps, 100,000 scores',
};

function twoHumps(): Float64Array {
  const source = randomLcg(0.3);
  const [low, high] = [randomNormal.source(source)(-1, 0.7), randomNormal.source(source)(2.5, 0.9)];
  return Float64Array.from({ length: 100_000 }, () => (source() < 0.8 ? low() : high()));
}

let humps: Float64Array | undefined;

/** Scores of the state as numbers; the same array for the same sample. */
export function scoreValues(scores: Scores): Float64Array {
  if (scores.kind === 'own') return ownValues(scores.values);
  if (scores.name !== 'many') return dataSet(scores.name).scores;
  humps ??= twoHumps();
  return humps;
}

const arrays = new WeakMap<readonly number[], Float64Array>();

function ownValues(values: readonly number[]): Float64Array {
  const known = arrays.get(values) ?? Float64Array.from(values);
  arrays.set(values, known);
  return known;
}
