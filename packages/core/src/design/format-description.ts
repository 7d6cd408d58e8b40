import type { Description, RegionDescription } from './description.js';
import { inPercent, inWords } from './in-words.js';

function regionLines({ from, to, scores, curvature, gradient, emphasis }: RegionDescription): readonly string[] {
  const below = `below ${inWords(to)}`;
  const range = from === -Infinity ? below : `from ${inWords(from)}${to === Infinity ? ' on' : `, ${below}`}`;
  return [
    `important: scores ${range}, ${inPercent(scores)} of them`,
    `  have ${inPercent(curvature)} of the curvature and ${inPercent(gradient)} of the gradient`,
    Number.isNaN(emphasis)
      ? `  no score lies ${scores === 0 ? 'there' : 'elsewhere'}: nothing can be compared`
      : `  an error there counts ${inWords(emphasis)} times one elsewhere`,
  ];
}

/** A description in a few lines for people. */
export function formatDescription(described: Description): string {
  const { scores, sensitivity, mean, hMean, effectiveScores, argument, important, warnings } = described;
  return [
    `${scores.count} scores from ${inWords(scores.min)} to ${inWords(scores.max)}, median ${inWords(scores.median)}`,
    `sensitivity: mean ${inWords(sensitivity.mean)}, from ${inWords(sensitivity.min)} to ${inWords(sensitivity.max)} at score ${inWords(sensitivity.steepest)}`,
    `best constant: ${inWords(hMean)} (squared error: ${inWords(mean)})`,
    `as if ${inWords(effectiveScores)} of ${scores.count} scores counted, all alike`,
    ...(argument === undefined ? [] : [`rate·(score − center): ${argument.map(inWords).join(' to ')}`]),
    ...(important === undefined ? [] : regionLines(important)),
    ...warnings.map((warning) => `warning: ${warning}`),
  ].join('\n');
}
