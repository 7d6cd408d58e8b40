import type { LinkSpec } from '@lossmith/core';
import type { Region } from '../state/state.js';
import { type Described, describeScores } from './describe-scores.js';

/** What the worker that describes is asked. Scores come when they have changed, and are kept. */
export interface Question {
  readonly link: LinkSpec;
  readonly important: Region;
  readonly scores?: Float64Array;
}

let scores = new Float64Array(0);

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.scores !== undefined) scores = data.scores as Float64Array<ArrayBuffer>;
  const answer: Described = describeScores(data.link, scores, data.important);
  postMessage(answer);
});
