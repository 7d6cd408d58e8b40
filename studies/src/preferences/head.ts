import type { Judged } from './judgements.js';

/** A reward model as it is put on a frozen network: linear in the features, without a bias, which no pair would see. */
export function scoresOf(weights: Float64Array, features: Float64Array): Float64Array {
  const width = weights.length;
  return Float64Array.from({ length: features.length / width }, (_, item) => {
    let score = 0;
    for (let k = 0; k < width; k += 1) score += weights[k]! * features[item * width + k]!;
    return score;
  });
}

/** Rows (chosen, rejected), written to `rows`. */
export function pairScores(weights: Float64Array, { chosen, rejected }: Judged, rows: Float64Array): void {
  const width = weights.length;
  for (let pair = 0, at = 0; at < chosen.length; pair += 1) {
    let [won, lost] = [0, 0];
    for (let k = 0; k < width; k += 1, at += 1) {
      won += weights[k]! * chosen[at]!;
      lost += weights[k]! * rejected[at]!;
    }
    rows[2 * pair] = won;
    rows[2 * pair + 1] = lost;
  }
}

/** From derivatives by the rows to derivatives by the weights. */
export function backward({ chosen, rejected }: Judged, byRows: Float64Array, gradient: Float64Array): void {
  const width = gradient.length;
  gradient.fill(0);
  for (let pair = 0, at = 0; at < chosen.length; pair += 1) {
    const [won, lost] = [byRows[2 * pair]!, byRows[2 * pair + 1]!];
    for (let k = 0; k < width; k += 1, at += 1) gradient[k]! += won * chosen[at]! + lost * rejected[at]!;
  }
}
