import { LossmithValueError } from '../errors/errors.js';
import { evaluateLink } from '../evaluate-link.js';
import type { Link } from '../links/link.js';

/** A link at the observed scores. */
export interface LinkAtScores {
  /** h(z), in units of the output. */
  readonly output: Float64Array;
  /** h'(z), in units of the output per unit of the score. */
  readonly sensitivity: Float64Array;
}

/** h and h' at the scores. Throws `LossmithValueError` where one of them overflows. */
export function atScores(link: Link, scores: Float64Array): LinkAtScores {
  const { output, sensitivity } = evaluateLink(link, scores);
  const wrong = scores.findIndex((_, k) => !Number.isFinite(output[k]) || !Number.isFinite(sensitivity[k]));
  if (wrong < 0) return { output, sensitivity };
  const what = `there the link is ${output[wrong]}, its sensitivity ${sensitivity[wrong]}`;
  throw new LossmithValueError('scores', wrong, scores[wrong], what, 'take a smaller rate, or a center nearer by');
}
