import type { OptimizerName } from '../state/state.js';

/** Changes weights in place by a gradient. */
export type Optimizer = (weights: Float64Array, gradient: Float64Array) => void;

const gradientDescent =
  (learningRate: number): Optimizer =>
  (weights, gradient) => {
    gradient.forEach((slope, k) => {
      weights[k] = (weights[k] as number) - learningRate * slope;
    });
  };

const [decay, squareDecay, small] = [0.9, 0.999, 1e-8];

/** Kingma & Ba 2015. It does not see the amplitude of a loss. */
function adam(learningRate: number, size: number): Optimizer {
  const [mean, square] = [new Float64Array(size), new Float64Array(size)];
  let step = 0;
  return (weights, gradient) => {
    step += 1;
    const [own, ownSquare] = [1 - decay ** step, 1 - squareDecay ** step];
    gradient.forEach((slope, k) => {
      mean[k] = decay * (mean[k] as number) + (1 - decay) * slope;
      square[k] = squareDecay * (square[k] as number) + (1 - squareDecay) * slope * slope;
      const move = (mean[k] as number) / own / (Math.sqrt((square[k] as number) / ownSquare) + small);
      weights[k] = (weights[k] as number) - learningRate * move;
    });
  };
}

export const createOptimizer = (name: OptimizerName, learningRate: number, size: number): Optimizer =>
  name === 'adam' ? adam(learningRate, size) : gradientDescent(learningRate);
