import type { Loss } from '@lossmith/wasm';
import { gradientOfWeights, scoresOf } from '@lossmith-examples/rank-films/linear-model';
import { lossOfLists } from '@lossmith-examples/rank-films/loss-of-lists';
import type { Rows } from '@lossmith-examples/rank-films/prepare';
import { type Minimum, minimise } from '@lossmith-examples/volcano/minimise';

export interface Lesson {
  readonly loss: Loss;
  /** λ of the pull ½λ|w|². */
  readonly decay: number;
}

const MOST_STEPS = 2000;
/** What counts as converged is a thousandth; the last digits take most of the time, and the lists have none to spare. */
const FLAT = 1e-6;

/** By what a loss is multiplied so that its second derivatives sum to 1 at the targets, as those of squared error do. */
export function scaleOf(loss: Loss, rows: Rows, scoreOf: (rating: number) => number): number {
  const { derivative } = lossOfLists(loss, 'hessian', scoreOf)(rows.ratings.map(scoreOf), rows);
  return 1 / derivative.reduce((sum, value) => sum + value, 0);
}

/** The weights of a linear model, from 0, on all lists at once. */
export function trainLinear({ loss, decay }: Lesson, rows: Rows, scoreOf: (rating: number) => number): Minimum {
  const scale = scaleOf(loss, rows, scoreOf);
  const lossOf = lossOfLists(loss, 'gradient', scoreOf);
  const objective = (weights: Float64Array, gradient: Float64Array) => {
    const found = lossOf(scoresOf(weights, rows), rows);
    const byWeight = gradientOfWeights(found.derivative, rows);
    let pull = 0;
    weights.forEach((weight, k) => {
      gradient[k] = scale * byWeight[k]! + decay * weight;
      pull += (decay / 2) * weight * weight;
    });
    return scale * found.loss + pull;
  };
  return minimise(objective, new Float64Array(rows.width), MOST_STEPS, FLAT);
}
