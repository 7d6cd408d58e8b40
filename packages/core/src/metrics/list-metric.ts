import { checkOptions } from '../data/check-options.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import { type List, listAt } from './list.js';
import { type FlatLists, type ListInputs, readInputs } from './list-inputs.js';
import { type Metric, metricName, metricOf } from './metric.js';
import type { RunningSums } from './running-sums.js';

/** The mean of a metric over lists. */
export interface MeanOfLists {
  /** Σ weight·value / Σ weight over the lists that count; NaN where none does, as 0 would be a false report. */
  readonly mean: number;
  /** How many lists count. */
  readonly counted: number;
  /** How many do not, as the metric is not defined for them; lists of weight 0 or without any kept item are in neither number. */
  readonly skipped: number;
}

/** A metric that is a number per list, and the mean of these. */
export interface ListMetric extends Metric<MeanOfLists> {
  /** One number per list, NaN for a list that does not count. */
  perList(lists: ListInputs): Float64Array;
}

export interface EmptyOption {
  /**
   * What a list counts as for which the metric is not defined, as nothing in it is relevant, or no two items can be compared:
   * 'skip' (the default) leaves it out of the mean, a number takes its place.
   */
  readonly empty?: 'skip' | number;
}

function checkEmpty(value: unknown = 'skip'): number {
  if (value === 'skip') return Number.NaN;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new LossmithOptionError('empty', `cannot be ${describeValue(value)}`, "use 'skip' or a number");
}

/** The value of a list, and whether it was to be looked at: something is kept, and its weight is not 0. */
interface Valued {
  readonly value: number;
  readonly present: boolean;
}

function valuesOf(flat: FlatLists, measure: (list: List) => number, empty: number): Valued[] {
  return Array.from({ length: flat.lists }, (_, index) => {
    const list = listAt(flat, index);
    const present = list.places.length > 0;
    const value = present ? measure(list) : Number.NaN;
    return { value: present && Number.isNaN(value) ? empty : value, present };
  });
}

/** The sums of a mean, by their index. */
const [weighted, weights, counted, skipped] = [0, 1, 2, 3];

function addMean(values: readonly Valued[], weight: ArrayLike<number> | undefined, sums: RunningSums): void {
  for (const [index, { value, present }] of values.entries()) {
    if (!present) continue;
    if (Number.isNaN(value)) {
      sums.add(skipped, 1);
      continue;
    }
    const share = weight?.[index] ?? 1;
    sums.add(weighted, share * value);
    sums.add(weights, share);
    sums.add(counted, 1);
  }
}

/**
 * A metric from its value for one list, NaN where it has none. `known` are its options besides `empty`, which `prepare` reads
 * after their names were checked.
 */
export function listMetric<Options extends EmptyOption>(
  kind: string,
  options: Options,
  known: readonly string[],
  prepare: (options: Options) => (list: List) => number,
): ListMetric {
  checkOptions(options, [...known, 'empty']);
  const [measure, empty] = [prepare(options), checkEmpty(options.empty)];
  const metric = metricOf<MeanOfLists>({
    name: metricName(kind, options),
    length: 4,
    add(inputs, sums) {
      const flat = readInputs(inputs, 'lists');
      addMean(valuesOf(flat, measure, empty), flat.weight, sums);
    },
    result: (totals) => ({
      mean: (totals[weighted] as number) / (totals[weights] as number),
      counted: totals[counted] as number,
      skipped: totals[skipped] as number,
    }),
  });
  const perList = (inputs: ListInputs) =>
    Float64Array.from(valuesOf(readInputs(inputs, 'lists'), measure, empty), ({ value }) => value);
  return Object.freeze({ ...metric, perList });
}
