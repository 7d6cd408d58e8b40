import { normalise, type Suggestion, suggestLink } from '@lossmith/core/design';
import type { Link } from '@lossmith/tfjs';
import { loadFlights } from './flights.js';
import { REGION_EDGE } from './region.js';
import { splitRows } from './split.js';

/** How many times an error of a late flight shall count one of another: what the guide begins with, and nothing was tried besides. */
const EMPHASIS = 5;

/** All that one may know when choosing a link: the scores outside the test set, which is the same for every seed. */
function knownScores(): readonly number[] {
  const flights = loadFlights();
  const { train, validation } = splitRows(flights.length, 1);
  return [...train, ...validation].sort((a, b) => a - b).map((row) => flights[row]!.score);
}

/** The link that `suggestLink` places on the flights, with the amplitude that `normalise` gives it, and why. */
export function suggestedLink(): { readonly link: Link; readonly why: Suggestion['why'] } {
  const scores = knownScores();
  const suggestion = suggestLink({ scores, important: { from: REGION_EDGE }, emphasis: EMPHASIS, family: 'exp' });
  return { link: normalise(suggestion.link, scores), why: suggestion.why };
}
