import { padLists, unpadLists } from '@lossmith/core/lists';
import { lambdaWeights } from '@lossmith/core/metrics';
import { createKernel, type Loss } from '@lossmith/wasm';
import { CENTER } from './contenders.js';
import type { Rows } from './prepare.js';

/** A loss of the scores of all rows, and a derivative by each of them. */
export type LossOfScores = (
  scores: Float64Array,
  rows: Rows,
) => { readonly loss: number; readonly derivative: Float64Array };

const centred = (rating: number): number => rating - CENTER;

/** The mean over films, or over lists; the rows of a year are padded to the longest one, and taken apart again. Ratings become target scores by `scoreOf`. */
export function lossOfLists(
  loss: Loss,
  derivative: 'gradient' | 'hessian' = 'gradient',
  scoreOf: (rating: number) => number = centred,
): LossOfScores {
  const kernel = createKernel(loss, { data: 'float64', mask: true, outputs: ['loss', derivative] });
  const isLambda = 'pairWeight' in loss.spec && loss.spec.pairWeight === 'lambda';
  return (scores, { ratings, years }) => {
    const padded = padLists({ predicted: scores, target: ratings.map(scoreOf), ratings }, years);
    const { values, mask, shape } = padded;
    const { predicted, target } = values;
    const weights = isLambda ? lambdaWeights(predicted, values.ratings, mask, { k: 10, shape }) : {};
    const results = kernel.run({ predicted, target, ...weights, mask, shape });
    return { loss: results.loss[0]!, derivative: unpadLists(padded, results[derivative]!) };
  };
}
