import type { Rows } from './prepare.js';

/** `width` numbers of each row, one row after the other. */
type Features = Pick<Rows, 'features' | 'width'>;

/** The score of every row: weights · features. */
export function scoresOf(weights: Float64Array, { features, width }: Features): Float64Array {
  const scores = new Float64Array(features.length / width);
  for (let row = 0; row < scores.length; row += 1) {
    let score = 0;
    for (let k = 0; k < width; k += 1) score += weights[k]! * features[row * width + k]!;
    scores[row] = score;
  }
  return scores;
}

/** The gradient by the weights, of that by the scores. */
export function gradientOfWeights(byScore: Float64Array, { features, width }: Features): Float64Array {
  const gradient = new Float64Array(width);
  for (let row = 0; row < byScore.length; row += 1) {
    const slope = byScore[row]!;
    for (let k = 0; k < width; k += 1) gradient[k]! += slope * features[row * width + k]!;
  }
  return gradient;
}
