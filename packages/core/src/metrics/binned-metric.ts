import { LossmithValueError } from '../errors/errors.js';
import { type FlatLists, type ListInputs, readInputs } from './list-inputs.js';
import { type Metric, metricOf } from './metric.js';
import type { RunningSums } from './running-sums.js';
import { binOf, binsOf, type ScoreBin } from './score-bins.js';

/** Rows for bins of scores, and one for all of them. */
export interface Binned<Row> {
  readonly bins: readonly (ScoreBin & Row)[];
  readonly overall: Row;
}

/** What is averaged in each bin, and what is made of it. */
export interface BinnedDefinition<Row, Result> {
  readonly name: string;
  readonly edges: readonly number[];
  /** Which score says in which bin an item falls. */
  readonly by: 'predicted' | 'target';
  /** Numbers per item of which each bin needs the mean, as functions of the place of the item. */
  averaged(inputs: FlatLists, places: readonly number[]): readonly ArrayLike<number>[];
  /** How many numbers that are. */
  readonly count: number;
  row(weight: number, means: readonly number[]): Row;
  result(binned: Binned<Row>): Result;
}

/** The places of items that the mask keeps and whose weight is not 0. */
function placesOf({ predicted, target, mask, weight }: FlatLists): number[] {
  const places: number[] = [];
  for (let place = 0; place < predicted.length; place += 1) {
    if (weight?.[place] === 0 || (mask !== undefined && !((mask[place] as number) > 0))) continue;
    checkFinite('predicted', predicted, place);
    checkFinite('target', target, place);
    places.push(place);
  }
  return places;
}

function checkFinite(name: string, values: ArrayLike<number>, place: number): void {
  if (Number.isFinite(values[place])) return;
  throw new LossmithValueError(name, place, values[place], 'not finite', 'correct it, or leave it out by the mask');
}

/** Adds weight and weight·number to the sums of the bin of each item. */
function addItems<Row, Result>(definition: BinnedDefinition<Row, Result>, inputs: ListInputs, sums: RunningSums): void {
  const { edges, by, count } = definition;
  const flat = readInputs(inputs, 'items');
  const places = placesOf(flat);
  const numbers = definition.averaged(flat, places);
  for (const [k, place] of places.entries()) {
    const first = binOf(edges, flat[by][place] as number) * (count + 1);
    const weight = flat.weight?.[place] ?? 1;
    sums.add(first, weight);
    for (const [j, values] of numbers.entries()) sums.add(first + 1 + j, weight * (values[k] as number));
  }
}

/** Sums of each bin, and of all, as rows. */
function rowsOf<Row, Result>(definition: BinnedDefinition<Row, Result>, totals: readonly number[]): Binned<Row> {
  const { edges, count, row } = definition;
  const width = count + 1;
  const parts = binsOf(edges).map((_, k) => totals.slice(k * width, (k + 1) * width));
  const all = Array.from({ length: width }, (_, j) => parts.reduce((sum, part) => sum + (part[j] as number), 0));
  const rowOf = ([weight = 0, ...sums]: readonly number[]) =>
    row(
      weight,
      sums.map((sum) => sum / weight),
    );
  return { bins: binsOf(edges).map((bin, k) => ({ ...bin, ...rowOf(parts[k] ?? []) })), overall: rowOf(all) };
}

/** A metric of items by bins of scores: weighted means in each bin, and over all. */
export function binnedMetric<Row, Result>(definition: BinnedDefinition<Row, Result>): Metric<Result> {
  return metricOf<Result>({
    name: definition.name,
    length: (definition.count + 1) * (definition.edges.length + 1),
    add: (inputs, sums) => addItems(definition, inputs, sums),
    result: (totals) => definition.result(rowsOf(definition, totals)),
  });
}
