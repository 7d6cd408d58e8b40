import type { LossSpec } from '@lossmith/core';
import { scoreValues } from '../data/samples.js';

import { quantile } from '../design/quantile.js';
import { roundedTo } from '../design/rounded.js';
import { linkSpec } from '../design/spec-of.js';
import { sorted } from '../design/spread.js';
import { rowSpec } from '../row/row-spec.js';
import type { State } from '../state/state.js';
import type { Example } from './example.js';

/** The loss that is taken away, as JSON. */
export function takenSpec({ parts, row, take }: State): LossSpec {
  const link = linkSpec(parts);
  return take === 'row' ? rowSpec(row, link) : { kind: 'matching', target: 'score', link };
}

/** A low, a middle and a high score, each predicted too near the next. */
export function takenExample({ scores, row, take }: State): Example {
  if (take === 'row') return { predicted: row.predicted, target: row.target, isRow: true };
  const ordered = sorted(scoreValues(scores));
  const range = (ordered[ordered.length - 1] as number) - (ordered[0] as number);
  const at = (q: number) => roundedTo(quantile(ordered, q), range / 1000);
  return { predicted: [at(0.3), at(0.6), at(0.85)], target: [at(0.1), at(0.5), at(0.95)], isRow: false };
}
