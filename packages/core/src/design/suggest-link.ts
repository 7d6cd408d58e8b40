import type { ArrayInput } from '../data/array-input.js';
import { checkOptions } from '../data/check-options.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import type { Link } from '../links/link.js';
import { emphasisOf } from './emphasis.js';
import { type Important, type ImportantRegion, importantRegion, isInside } from './important-region.js';
import { inPercent, inWords } from './in-words.js';
import { placed, rateFor } from './placed-links.js';
import { readScores } from './read-scores.js';
import { regionLink } from './region-link.js';

/** 'fromSensitivity' raises the region itself; 'exp' rises towards one end of the scores; 'sinh' towards both; 'sigmoid' is steepest in the region. */
export type SuggestedFamily = 'fromSensitivity' | 'exp' | 'sinh' | 'sigmoid';

export interface SuggestOptions {
  /** Observed scores. */
  readonly scores: ArrayInput;
  /** Which of them matter most. */
  readonly important: Important;
  /** How many times an error there counts one elsewhere, > 1: the mean sensitivity inside divided by that outside. */
  readonly emphasis: number;
  /** Default 'fromSensitivity'. */
  readonly family?: SuggestedFamily;
}

export interface Suggestion {
  readonly link: Link;
  /** The emphasis that it has on these scores. */
  readonly emphasis: number;
  /** Where it lies and why, in words. */
  readonly why: string;
}

const families: readonly unknown[] = ['fromSensitivity', 'exp', 'sinh', 'sigmoid'];

function checkEmphasis(emphasis: unknown): number {
  if (typeof emphasis === 'number' && emphasis > 1 && emphasis < Infinity) return emphasis;
  const what = `${describeValue(emphasis)} is no number above 1`;
  throw new LossmithOptionError(
    'emphasis',
    what,
    'give 5 where an error in the region counts five times one elsewhere',
  );
}

function checkFamily(family: unknown = 'fromSensitivity'): SuggestedFamily {
  if (families.includes(family)) return family as SuggestedFamily;
  throw new LossmithOptionError('family', `${describeValue(family)} is unknown`, `use ${families.join(', ')}`);
}

/** Both sides of the region need a score, or nothing can be weighed against the other. */
function checkSides(region: ImportantRegion, sorted: Float64Array): number {
  const count = sorted.filter((score) => isInside(region, score)).length;
  if (count > 0 && count < sorted.length) return count;
  const [min, max] = [sorted[0] as number, sorted[sorted.length - 1] as number];
  const what = `holds ${count === 0 ? 'none' : 'all'} of the scores, which lie from ${min} to ${max}`;
  throw new LossmithOptionError('important', what, 'move its edges, or give a quantile');
}

const regionInWords = ({ from, to }: ImportantRegion): string => {
  if (to === Infinity) return `from ${inWords(from)} on`;
  return from === -Infinity ? `below ${inWords(to)}` : `from ${inWords(from)} to ${inWords(to)}`;
};

/**
 * A link of the family asked for whose sensitivity in the important region is, on average over these scores, `emphasis` times that outside. It is placed
 * by the scores: the center on the edge or in the middle of the region, the rate by what the emphasis needs. `normalise` makes it fit a learning rate
 * tuned for squared error. Throws `LossmithOptionError` where the family cannot have the region or the emphasis, and says which can.
 */
export function suggestLink(options: SuggestOptions): Suggestion {
  checkOptions(options, ['scores', 'important', 'emphasis', 'family']);
  const emphasis = checkEmphasis(options.emphasis);
  const family = checkFamily(options.family);
  const sorted = readScores(options.scores).sort();
  const region = importantRegion(options.important, sorted);
  const count = checkSides(region, sorted);
  const [link, how] =
    family === 'fromSensitivity'
      ? regionLink(region, sorted, emphasis)
      : rateFor(placed(family, region, sorted), region, sorted, emphasis);
  const reached = emphasisOf(link, region, sorted);
  const why = `${how}: an error at the ${count} scores ${regionInWords(region)} (${inPercent(count / sorted.length)}) counts ${inWords(reached)} times one elsewhere`;
  return { link, emphasis: reached, why };
}
