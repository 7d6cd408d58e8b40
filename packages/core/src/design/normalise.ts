import type { ArrayInput } from '../data/array-input.js';
import { LossmithInputError } from '../errors/errors.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { checkLink } from '../links/sum.js';
import { readLink } from '../read-link.js';
import { mean } from './mean.js';
import { readScores } from './read-scores.js';
import { atScores } from './sensitivities.js';

/**
 * The link with the amplitude that makes its mean sensitivity over the scores 1, that of squared error (ŝ − s)²/2. A learning rate tuned for
 * squared error then fits on average; where the link is much steeper than its mean it may still be too large (`describe` says so).
 */
export function normalise<Spec extends LinkSpec>(link: Link<Spec>, scores: ArrayInput): Link<Spec> {
  const { spec } = checkLink(link, 'link');
  const sensitivity = mean(atScores(link, readScores(scores)).sensitivity);
  if (sensitivity === 0) {
    throw new LossmithInputError('scores', 'lie where the link is flat', 'place it over them: suggestLink does');
  }
  return readLink({ ...spec, amplitude: (spec.amplitude ?? 1) / sensitivity }, 'link') as Link<Spec>;
}
