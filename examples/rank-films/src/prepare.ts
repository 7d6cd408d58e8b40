import { type Encoder, fitEncoder } from './features.js';
import type { Film } from './films.js';
import { randomNumbers, shuffled } from './random.js';

/** Films as rows: a model scores rows, a loss and a metric see the lists of films of a year. */
export interface Rows {
  readonly width: number;
  /** `width` numbers per film. */
  readonly features: Float64Array;
  readonly ratings: Float64Array;
  /** Of each film the list that it belongs to. */
  readonly years: readonly number[];
}

export interface Prepared {
  /** One for each training year, since a step takes some of the years. */
  readonly train: readonly Rows[];
  readonly validation: Rows;
  readonly test: Rows;
}

function toRows(films: readonly Film[], { width, encode }: Encoder): Rows {
  return {
    width,
    features: encode(films),
    ratings: Float64Array.from(films, ({ rating }) => rating),
    years: films.map(({ year }) => year),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

export const joinRows = (parts: readonly Rows[]): Rows => ({
  width: parts[0]!.width,
  features: joined(parts.map(({ features }) => features)),
  ratings: joined(parts.map(({ ratings }) => ratings)),
  years: parts.flatMap(({ years }) => years),
});

/** Each seed draws years for testing (a third) and for validation (a fifth); the others are for training. */
export function prepare(films: readonly Film[], seed: number): Prepared {
  const years = shuffled([...new Set(films.map(({ year }) => year))].sort(), randomNumbers(seed));
  const [testing, validating] = [Math.round(years.length / 3), Math.round(years.length / 5)];
  const ofYears = (chosen: readonly number[]) => films.filter(({ year }) => chosen.includes(year));
  const training = years.slice(testing + validating);
  const encoder = fitEncoder(ofYears(training));
  return {
    train: training.map((year) => toRows(ofYears([year]), encoder)),
    validation: toRows(ofYears(years.slice(testing, testing + validating)), encoder),
    test: toRows(ofYears(years.slice(0, testing)), encoder),
  };
}
