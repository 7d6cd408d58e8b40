import { createKernel, type Loss } from '@lossmith/wasm';

/** The mean over words (of lists) or over pairs of words, and its gradient by the student's similarities, which is written to `byProducts`. */
export type LossOfSimilarities = (products: Float64Array, byProducts: Float64Array) => number;

/** Made for similarities to reach. A word is not compared with itself. */
export type MakeLoss = (similarities: Float64Array, count: number) => LossOfSimilarities;

/** For each word the one that is most similar. */
function nearestOf(similarities: Float64Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, word) => {
    let best = word === 0 ? 1 : 0;
    for (let other = 0; other < count; other += 1)
      if (other !== word && similarities[word * count + other]! > similarities[word * count + best]!) best = other;
    return best;
  });
}

function runWith(
  loss: Loss,
  targetOf: (similarities: Float64Array, count: number) => Float64Array | Int32Array,
): MakeLoss {
  const kernel = createKernel(loss, { data: 'float64', parameters: 'constants', mask: true });
  const value = new Float64Array(1);
  return (similarities, count) => {
    const target = targetOf(similarities, count);
    const mask = Uint8Array.from({ length: count * count }, (_, k) => Number(k % (count + 1) !== 0));
    const shape = [count, count];
    return (products, gradient) => {
      kernel.run({ predicted: products, target, mask, shape }, { loss: value, gradient });
      return value[0]!;
    };
  };
}

/** A loss of the library, of single similarities or of a word's whole list, with similarities as targets. */
export const ofSimilarities = (loss: Loss): MakeLoss => runWith(loss, (similarities) => similarities);

/** A loss of the library that is told the nearest word alone. */
export const ofNearest = (loss: Loss): MakeLoss => runWith(loss, nearestOf);

/**
 * max(0, m − word·nearest + word·other), the mean over all others: the triplet loss of Schroff, Kalenichenko & Philbin 2015, "FaceNet", CVPR, eq. 3, with products for
 * squared distances, which are 2 − 2·product of vectors of length 1.
 */
export const triplet =
  (margin: number): MakeLoss =>
  (similarities, count) => {
    const nearest = nearestOf(similarities, count);
    const share = 1 / (count * (count - 2));
    return (products, gradient) => {
      gradient.fill(0);
      let sum = 0;
      nearest.forEach((near, word) => {
        const row = word * count;
        for (let other = 0; other < count; other += 1) {
          const lack = margin - products[row + near]! + products[row + other]!;
          if (other === word || other === near || lack <= 0) continue;
          sum += lack * share;
          gradient[row + near]! -= share;
          gradient[row + other]! += share;
        }
      });
      return sum;
    };
  };
