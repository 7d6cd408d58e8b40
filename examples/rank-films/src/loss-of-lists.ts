import { padLists, unpadLists } from '@lossmith/core/lists';
import { lambdaWeights } from '@lossmith/core/metrics';
import { createKernel, type Loss } from '@lossmith/wasm';
import { CENTER } from './contenders.js';
import type { Rows } from './prepare.js';

/** The gradient of a loss by the score of every row. */
export type GradientOfScores = (scores: Float64Array, rows: Rows) => Float64Array;

/** The mean over films, or over lists; the rows of a year are padded to the longest one, and taken apart again. */
export function gradientOf(loss: Loss): GradientOfScores {
  const kernel = createKernel(loss, { data: 'float64', mask: true });
  const isLambda = 'pairWeight' in loss.spec && loss.spec.pairWeight === 'lambda';
  return (scores, { ratings, years }) => {
    const centred = ratings.map((rating) => rating - CENTER);
    const padded = padLists({ predicted: scores, target: centred, ratings }, years);
    const { values, mask, shape } = padded;
    const { predicted, target } = values;
    const weights = isLambda ? lambdaWeights(predicted, values.ratings, mask, { k: 10, shape }) : {};
    const { gradient } = kernel.run({ predicted, target, ...weights, mask, shape });
    return unpadLists(padded, gradient);
  };
}
