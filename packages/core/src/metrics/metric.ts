import { describeValue } from '../errors/describe-value.js';
import { LossmithInputError } from '../errors/errors.js';
import type { ListInputs } from './list-inputs.js';
import { type RunningSums, runningSums } from './running-sums.js';

/** What a metric has added up: plain data, to be sent from a worker or kept in a file. */
export interface MetricSums {
  /** The name of the metric, which `merge` compares. */
  readonly metric: string;
  readonly totals: readonly number[];
}

/** Adds up a metric over data that come in parts. */
export interface Accumulator<Result> {
  /** Adds lists. Inputs that are refused add nothing. */
  add(lists: ListInputs): void;
  /** Adds what another accumulator of the same metric has added up: its `sums`. */
  merge(sums: MetricSums): void;
  readonly sums: MetricSums;
  /** The metric of everything added so far. */
  readonly result: Result;
}

/** A metric: it has no state, so that one serves for any number of data sets. */
export interface Metric<Result> {
  /** What it measures, with its options. */
  readonly name: string;
  /** The metric of these lists. */
  evaluate(lists: ListInputs): Result;
  /** An accumulator to which nothing was added yet. */
  accumulate(): Accumulator<Result>;
}

/** How a metric is made of sums. */
export interface MetricDefinition<Result> {
  readonly name: string;
  /** How many sums it needs. */
  readonly length: number;
  /** Adds these lists to the sums, after everything that can be refused has been looked at. */
  add(lists: ListInputs, sums: RunningSums): void;
  result(totals: readonly number[]): Result;
}

function checkSums(sums: MetricSums, name: string, length: number): void {
  const { metric, totals } = (sums ?? {}) as Partial<MetricSums>;
  if (metric === name && Array.isArray(totals) && totals.length === length && totals.every(Number.isFinite)) return;
  const what = metric === undefined ? `are ${describeValue(sums)}` : `are of ${metric}, not of ${name}`;
  throw new LossmithInputError('sums', what, 'give the sums of an accumulator of the same metric: other.sums');
}

/** A metric by its name, and a word for what its options were: {"k":10}. */
export const metricName = (kind: string, options: object): string => {
  const shown = JSON.stringify(options, (_, value) => (typeof value === 'function' ? 'function' : value));
  return shown === '{}' ? kind : `${kind} ${shown}`;
};

export function metricOf<Result>({ name, length, add, result }: MetricDefinition<Result>): Metric<Result> {
  const accumulate = (): Accumulator<Result> => {
    const sums = runningSums(length);
    return Object.freeze({
      add: (lists: ListInputs) => add(lists, sums),
      merge(other: MetricSums) {
        checkSums(other, name, length);
        for (const [index, total] of other.totals.entries()) sums.add(index, total);
      },
      get sums() {
        return { metric: name, totals: sums.totals() };
      },
      get result() {
        return result(sums.totals());
      },
    });
  };
  const evaluate = (lists: ListInputs): Result => {
    const sums = runningSums(length);
    add(lists, sums);
    return result(sums.totals());
  };
  return Object.freeze({ name, evaluate, accumulate });
}
