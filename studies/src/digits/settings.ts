import type { Loss } from '@lossmith/wasm';
import type { Education } from '@lossmith-examples/distil-digits/experiment';

/** One way to set a loss up. */
export type Setting = Pick<Education, 'loss' | 'learningRate'> & {
  /** What the table of grids says of it; none where a loss has no strength. */
  readonly strength: string;
  /** 0 is the start that all share. */
  readonly start: number;
};

export const LEARNING_RATES = [0.01, 0.03] as const;
export const SETTINGS = 8;

/** Four starts with two learning rates, of a loss that has no strength. */
export const fromStarts = (loss: Loss): readonly Setting[] =>
  [0, 1, 2, 3].flatMap((start) => LEARNING_RATES.map((learningRate) => ({ strength: '', start, loss, learningRate })));

/** Four strengths with two learning rates. */
export const crossed = <Strength>(
  strengths: readonly Strength[],
  lossOf: (strength: Strength) => Setting['loss'],
  nameOf: (strength: Strength) => string = String,
): readonly Setting[] =>
  strengths.flatMap((strength) =>
    LEARNING_RATES.map((learningRate) => ({
      strength: nameOf(strength),
      start: 0,
      loss: lossOf(strength),
      learningRate,
    })),
  );
