import { createKernel, type Loss } from '@lossmith/wasm';
import { type Minimum, minimise } from './minimise.js';
import { backward, type Network, predict, startingParameters } from './network.js';

export interface Points {
  /** The inputs of one point after the other. */
  readonly places: Float64Array;
  readonly scores: Float64Array;
}

/**
 * Keeps units from growing ever steeper, by which the loss of some starts falls forever and nothing converges. At |parameters| = 30, which is usual, it is
 * 0.00005, where losses are 0.001 to 0.05.
 */
const DECAY = 1e-7;

/** A few thousand are usual. */
const MOST_STEPS = 20_000;

/** A run has converged where the slope that is left is below this (see `Minimum`). */
export const CONVERGED = 1e-3;

/** ½λ|parameters|²; its gradient is added. */
function decay(parameters: Float64Array, gradient: Float64Array): number {
  let squares = 0;
  parameters.forEach((value, k) => {
    gradient[k]! += DECAY * value;
    squares += value * value;
  });
  return (DECAY / 2) * squares;
}

/** The parameters that a loss gives a network on all points at once, from one start, until nothing more is gained. */
export function train(network: Network, loss: Loss, { places, scores }: Points, start: number): Minimum {
  const kernel = createKernel(loss, { data: 'float64', parameters: 'constants' });
  const predicted = new Float64Array(scores.length);
  const activations = new Float64Array(scores.length * network.units);
  const results = { loss: new Float64Array(1), gradient: new Float64Array(scores.length) };
  const objective = (parameters: Float64Array, gradient: Float64Array) => {
    predict(network, parameters, places, predicted, activations);
    kernel.run({ predicted, target: scores }, results);
    backward(network, parameters, places, activations, results.gradient, gradient);
    return results.loss[0]! + decay(parameters, gradient);
  };
  const minimum = minimise(objective, startingParameters(network, start), MOST_STEPS);
  kernel.dispose();
  return minimum;
}
