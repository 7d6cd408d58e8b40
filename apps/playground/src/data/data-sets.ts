import flights from 'virtual:flights';
import { randomLcg, randomNormal } from 'd3-random';
import type { DataSetName } from '../state/state.js';

/** Examples to train with: rows of features, and an observed score each. */
export interface DataSet {
  readonly name: DataSetName;
  readonly title: string;
  readonly about: string;
  /** Features of an example. */
  readonly width: number;
  /** One row of features after the other. */
  readonly features: Float64Array;
  readonly scores: Float64Array;
}

const hours = 24;
const weekdays = 7;

/** Hour and weekday by a column each, and the distance. The score is asinh(minutes late / 10). */
function flightDelays(): DataSet {
  const width = hours + weekdays + 2;
  const features = new Float64Array(flights.length * width);
  flights.forEach(([hour, weekday, miles], k) => {
    const row = features.subarray(k * width, (k + 1) * width);
    row[hour] = 1;
    row[hours + weekday] = 1;
    row[hours + weekdays] = miles / 1000;
    row[hours + weekdays + 1] = Math.log(miles / 500);
  });
  return {
    name: 'flights',
    title: 'Flight delays (real)',
    about: `${flights.length} US flights of 2001; score: asinh(minutes late / 10). Hour, weekday and distance tell little.`,
    width,
    features,
    scores: Float64Array.from(flights, ([, , , late]) => Math.asinh(late / 10)),
  };
}

const count = 2000;

/** A narrow peak of high scores over one feature, too narrow for a small network to fit with all the rest. */
function peak(): DataSet {
  const source = randomLcg(0.1);
  const noise = randomNormal.source(source)(0, 0.25);
  const x = Float64Array.from({ length: count }, () => 2 * source() - 1);
  const truth = (place: number) =>
    3 * Math.exp(-(((place - 0.45) / 0.12) ** 2)) - Math.exp(-(((place + 0.5) / 0.2) ** 2)) + 0.4 * Math.sin(9 * place);
  return {
    name: 'peak',
    title: 'A narrow peak (made up)',
    about: `${count} examples of one feature; high scores lie on a narrow peak.`,
    width: 1,
    features: x,
    scores: x.map((place) => truth(place) + noise()),
  };
}

/** Scores with a long tail, whose noise grows with them. */
function tail(): DataSet {
  const source = randomLcg(0.2);
  const normal = randomNormal.source(source)(0, 1);
  const features = Float64Array.from({ length: 2 * count }, normal);
  const scores = Float64Array.from({ length: count }, (_, k) => {
    const [a, b] = [features[2 * k] as number, features[2 * k + 1] as number];
    return Math.exp(0.6 * a + 0.3 * a * b + 0.4 * normal());
  });
  return {
    name: 'tail',
    title: 'A long tail (made up)',
    about: `${count} examples of two features; most scores are near 1, few are large and noisy.`,
    width: 2,
    features,
    scores,
  };
}

const makers: Readonly<Record<DataSetName, () => DataSet>> = { flights: flightDelays, peak, tail };
const made = new Map<DataSetName, DataSet>();

/** The same examples every time; made when first asked for. */
export function dataSet(name: DataSetName): DataSet {
  const known = made.get(name) ?? makers[name]();
  made.set(name, known);
  return known;
}
