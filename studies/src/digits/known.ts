import { CLASSES } from '@lossmith-examples/distil-digits/network';
import { quantile } from '@lossmith-examples/volcano/survey';

/** What links may know of the teacher's scores of the training images. */
export interface Known {
  /** Their standard deviation: rates are in its unit. */
  readonly deviation: number;
  /** The median of the second-highest score of an image. */
  readonly second: number;
}

const secondHighest = (row: Float32Array): number => Float32Array.from(row).sort().at(-2)!;

/** Of ten scores for each image, each row of mean 0. */
export function knownOf(scores: Float32Array): Known {
  const squares = scores.reduce((sum, score) => sum + score * score, 0);
  const seconds = Array.from({ length: scores.length / CLASSES }, (_, k) =>
    secondHighest(scores.subarray(k * CLASSES, (k + 1) * CLASSES)),
  );
  return { deviation: Math.sqrt(squares / scores.length), second: quantile(seconds, 0.5) };
}
