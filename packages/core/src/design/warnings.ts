import type { Description } from './description.js';
import { inPercent, inWords } from './in-words.js';

/** From here on a step that suits the mean overshoots where the link is steepest. */
const steep = 100;
/** By that factor a learning rate is off that was tuned for squared error, whose sensitivity is 1. */
const unlike = 4;
/** Fewer effective scores than that part of all are few. */
const few = 0.02;

/** What may go wrong where one trains with this link on such scores, and what to do. */
export function warningsOf(of: Omit<Description, 'warnings'>): readonly string[] {
  const { sensitivity, flat, effectiveScores, scores } = of;
  const warnings: string[] = [];
  if (sensitivity.mean === 0) {
    return [
      'the link is flat at every score: nothing can be learnt; place it over the scores, or add a small identity',
    ];
  }
  for (const { from, to, scores: share } of flat) {
    const where = from === to ? `at ${inWords(from)}` : `from ${inWords(from)} to ${inWords(to)}`;
    warnings.push(
      `the link is flat ${where} (${inPercent(share)} of the scores): a prediction there is hardly corrected; add a small identity or a floor`,
    );
  }
  if (sensitivity.max > steep * sensitivity.mean) {
    const times = inWords(sensitivity.max / sensitivity.mean);
    warnings.push(
      `at ${inWords(sensitivity.steepest)} the sensitivity is ${times} times its mean: steps that suit the mean overshoot there; take a smaller rate, or a smaller learning rate`,
    );
  }
  if (sensitivity.mean > unlike || sensitivity.mean < 1 / unlike) {
    warnings.push(
      `the mean sensitivity is ${inWords(sensitivity.mean)}, that of squared error 1: divide the learning rate by it, or use normalise(link, scores)`,
    );
  }
  if (effectiveScores < few * scores.count) {
    warnings.push(
      `${inWords(effectiveScores)} of ${scores.count} scores decide: what is learnt depends on few examples; take a smaller rate`,
    );
  }
  return warnings;
}
