import { checkOptions } from '../data/check-options.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import { quantileOf } from './quantile.js';

/** The scores that matter most: between two scores, either of which may be left open, or the highest part of all, from a quantile on. */
export type Important =
  | { readonly from?: number; readonly to?: number; readonly quantile?: undefined }
  | { readonly quantile: number; readonly from?: undefined; readonly to?: undefined };

/** from ≤ score < to. */
export interface ImportantRegion {
  readonly from: number;
  readonly to: number;
}

export const isInside = ({ from, to }: ImportantRegion, score: number): boolean => from <= score && score < to;

const advice = 'give { from }, { to }, both, or { quantile }';

function checkEdge(name: string, value: unknown, open: number): number {
  if (value === undefined) return open;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new LossmithOptionError(`important.${name}`, `${describeValue(value)} is no finite number`, advice);
}

function checkQuantile(value: unknown): number {
  if (typeof value === 'number' && value > 0 && value < 1) return value;
  const what = `${describeValue(value)} is not between 0 and 1`;
  throw new LossmithOptionError('important.quantile', what, 'give 0.9 for the highest tenth');
}

/** The region among the given scores, sorted. */
export function importantRegion(important: Important, sorted: Float64Array): ImportantRegion {
  checkOptions(important, ['from', 'to', 'quantile']);
  const { from, to, quantile } = important;
  if ([from, to, quantile].every((value) => value === undefined))
    throw new LossmithOptionError('important', 'says nothing', advice);
  if (quantile !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new LossmithOptionError('important', 'gives a quantile and edges', advice);
    return { from: quantileOf(sorted, checkQuantile(quantile)), to: Infinity };
  }
  const region = { from: checkEdge('from', from, -Infinity), to: checkEdge('to', to, Infinity) };
  if (region.from < region.to) return region;
  throw new LossmithOptionError('important', `from = ${region.from} is not below to = ${region.to}`, 'exchange them');
}
