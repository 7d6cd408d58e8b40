import { losses } from '@lossmith/tfjs';
import type { Digits, Split } from './digits.js';
import { CLASSES, createNetwork, scoresOf } from './network.js';
import { train } from './train.js';

const TEACHER_HIDDEN = 128;

/** The teacher's scores of all images, each row less its mean. */
export type Teaching = Readonly<Record<keyof Split, Float32Array>>;

/**
 * Softmax does not see what all ten scores share, and so training leaves it to chance; a score transform does see it. Rows of
 * mean 0 make it the same for every image.
 */
function centred(scores: Float32Array): Float32Array {
  return scores.map((score, k) => {
    const first = k - (k % CLASSES);
    const row = scores.subarray(first, first + CLASSES);
    return score - row.reduce((sum, value) => sum + value, 0) / CLASSES;
  });
}

/** Trained on labels, as usual. */
export function teach(split: Split, epochs: number, seed: number): Teaching {
  const network = createNetwork(TEACHER_HIDDEN, seed + 1000);
  const loss = losses.softmax({ target: 'label' });
  train(network, split.train, split.train.labels, { loss, learningRate: 0.005, epochs, seed });
  const of = (digits: Digits) => centred(scoresOf(network, digits));
  const teaching = { train: of(split.train), validation: of(split.validation), test: of(split.test) };
  network.dispose();
  return teaching;
}
