import { type ArrayInput, toTensor } from '../data/array-input.js';
import { LossmithInputError, LossmithValueError } from '../errors/errors.js';

/** Scores, flat: at least one, all finite. */
export function readScores(scores: ArrayInput, name = 'scores'): Float64Array {
  const values = Float64Array.from(toTensor(name, scores).values);
  if (values.length === 0) throw new LossmithInputError(name, 'holds no score', 'give at least one');
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return values;
  throw new LossmithValueError(name, wrong, values[wrong], 'not finite', 'correct it, or leave it out');
}
