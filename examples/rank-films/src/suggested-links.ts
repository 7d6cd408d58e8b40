import { normalise, suggestLink } from '@lossmith/core/design';
import type { Link } from '@lossmith/wasm';

/** The best tenth of the films of the training years is what matters. */
const BEST = { quantile: 0.9 } as const;

/** An exp link that makes an error of the best films count so many times that of another, with the mean sensitivity of squared error. */
export const suggestedLink = (targets: ArrayLike<number>, emphasis: number): Link => {
  const scores = Float64Array.from(targets);
  return normalise(suggestLink({ scores, important: BEST, emphasis, family: 'exp' }).link, scores);
};
