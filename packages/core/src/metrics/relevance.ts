import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import type { CutoffOption } from './cutoff.js';
import type { List } from './list.js';
import type { EmptyOption } from './list-metric.js';
import { type TieGroup, tieGroups } from './tie-groups.js';

export interface RelevanceOption {
  /** An item is relevant where its target is this or more. Default 1, as in trec_eval and rax. */
  readonly relevantFrom?: number;
}

export interface RelevanceMetricOptions extends CutoffOption, RelevanceOption, EmptyOption {}

export function checkRelevance(value: unknown = 1): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new LossmithOptionError('relevantFrom', `cannot be ${describeValue(value)}`, 'give a number');
}

/** A list seen through relevance: tied items together, `worth` counting the relevant ones. */
export interface RelevantList {
  readonly groups: readonly TieGroup[];
  readonly relevant: number;
  readonly items: number;
}

export function relevanceOf({ predicted, target }: List, relevantFrom: number): RelevantList {
  const groups = tieGroups(
    predicted,
    target.map((label) => (label >= relevantFrom ? 1 : 0)),
  );
  return { groups, relevant: groups.reduce((total, { worth }) => total + worth, 0), items: target.length };
}

/** The expected number of relevant items at ranks 1 … k: of a group of ties, in proportion to its ranks up to k. */
export const relevantWithin = (groups: readonly TieGroup[], k: number): number =>
  groups.reduce((total, { start, count, worth }) => {
    const within = Math.min(Math.max(k - start, 0), count);
    return total + (worth * within) / count;
  }, 0);
