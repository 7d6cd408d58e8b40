import { scoreValues } from '../data/samples.js';
import { quantile } from '../design/quantile.js';
import { roundedTo } from '../design/rounded.js';
import { sorted, viewOf } from '../design/spread.js';
import type { Region, Scores, State } from './state.js';

const isInside = ({ from, to }: Region, score: number) =>
  (from === null || from <= score) && (to === null || score < to);

/** Other scores to design for. A region that holds all or none of them, and a target that lies far off, would say nothing: they move to the highest tenth, and to the median. */
export function setScores(state: State, scores: Scores): State {
  const ordered = sorted(scoreValues(scores));
  const { from, to } = viewOf(scoreValues(scores));
  const at = (q: number) => roundedTo(quantile(ordered, q), (to - from) / 200);
  const inside = ordered.filter((score) => isInside(state.important, score)).length;
  const fits = inside > 0 && inside < ordered.length;
  const near = from <= state.target && state.target <= to;
  return {
    ...state,
    scores,
    important: fits ? state.important : { from: at(0.9), to: null },
    target: near ? state.target : at(0.5),
  };
}
