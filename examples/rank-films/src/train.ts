import { adam } from './adam.js';
import type { Setting } from './contenders.js';
import { gradientOfWeights, scoresOf } from './linear-model.js';
import { lossOfLists } from './loss-of-lists.js';
import { measure } from './measure.js';
import { joinRows, type Prepared } from './prepare.js';
import { randomNumbers, shuffled } from './random.js';

/** Years in a step. */
const BATCH = 4;

export interface Trained {
  readonly weights: Float64Array;
  /** NDCG@10 on the validation years, of which the best epoch was kept. */
  readonly validation: number;
  readonly epoch: number;
}

/** A linear model, from weights of 0, with the years in an order that the seed decides; the epoch that ranks validation years best is kept. */
export function train({ loss, learningRate }: Setting, data: Prepared, epochs: number, seed: number): Trained {
  const random = randomNumbers(seed);
  const weights = new Float64Array(data.validation.width);
  const lossOf = lossOfLists(loss);
  const step = adam(weights, learningRate);
  let best: Trained = { weights: weights.slice(), validation: 0, epoch: 0 };
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const years = shuffled(data.train, random);
    for (let first = 0; first < years.length; first += BATCH) {
      const rows = joinRows(years.slice(first, first + BATCH));
      step(gradientOfWeights(lossOf(scoresOf(weights, rows), rows).derivative, rows));
    }
    const validation = measure(scoresOf(weights, data.validation), data.validation).at10;
    if (validation > best.validation) best = { weights: weights.slice(), validation, epoch };
  }
  return best;
}
