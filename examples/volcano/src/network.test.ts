import { expect, test } from 'vitest';
import { backward, type Network, predict, startingParameters } from './network.js';

const network: Network = { inputs: 2, units: 6 };
const points = Float64Array.of(0.3, -0.7, -1, 0.2, 0.9, 1);
const byScores = Float64Array.of(1, -2, 0.5);

/** Σ byScores·score, whose gradient by the parameters is what `backward` gives. */
function weighted(parameters: Float64Array, activations = new Float64Array(3 * network.units)): number {
  const scores = new Float64Array(3);
  predict(network, parameters, points, scores, activations);
  return scores.reduce((sum, score, k) => sum + score * byScores[k]!, 0);
}

test('the gradient is that of the scores', () => {
  const parameters = startingParameters(network, 1);
  const activations = new Float64Array(3 * network.units);
  weighted(parameters, activations);
  const gradient = new Float64Array(parameters.length);
  backward(network, parameters, points, activations, byScores, gradient);
  parameters.forEach((value, k) => {
    const moved = (by: number) => weighted(parameters.map((one, other) => (other === k ? value + by : one)));
    expect(gradient[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
  });
});

test('starts depend on the seed alone', () => {
  expect(startingParameters(network, 3)).toEqual(startingParameters(network, 3));
  expect(startingParameters(network, 3)).not.toEqual(startingParameters(network, 4));
});
