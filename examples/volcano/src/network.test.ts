import { expect, test } from 'vitest';
import { backward, predict, startingParameters, UNITS } from './network.js';

const places = Float64Array.of(0.3, -0.7, -1, 0.2, 0.9, 1);
const byScores = Float64Array.of(1, -2, 0.5);

/** Σ byScores·score, whose gradient by the parameters is what `backward` gives. */
function weighted(parameters: Float64Array, activations = new Float64Array(3 * UNITS)): number {
  const scores = new Float64Array(3);
  predict(parameters, places, scores, activations);
  return scores.reduce((sum, score, k) => sum + score * byScores[k]!, 0);
}

test('the gradient is that of the scores', () => {
  const parameters = startingParameters(1);
  const activations = new Float64Array(3 * UNITS);
  weighted(parameters, activations);
  const gradient = new Float64Array(parameters.length);
  backward(parameters, places, activations, byScores, gradient);
  parameters.forEach((value, k) => {
    const moved = (by: number) => weighted(parameters.map((one, other) => (other === k ? value + by : one)));
    expect(gradient[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
  });
});

test('starts depend on the seed alone', () => {
  expect(startingParameters(3)).toEqual(startingParameters(3));
  expect(startingParameters(3)).not.toEqual(startingParameters(4));
});
