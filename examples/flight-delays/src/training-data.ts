import { fitEncoder } from './features.js';
import type { Flight } from './flights.js';
import { splitRows } from './split.js';

export type HeldOut = 'test' | 'validation';

export interface Examples {
  readonly width: number;
  /** `width` numbers per flight, one flight after the other. */
  readonly features: Float32Array;
  readonly scores: readonly number[];
}

/** What one seed trains on and is judged by; the encoder sees the training flights alone. */
export function prepareData(
  flights: readonly Flight[],
  seed: number,
  heldOut: HeldOut,
): { readonly train: Examples; readonly heldOut: Examples } {
  const split = splitRows(flights.length, seed);
  const pick = (rows: Int32Array) => Array.from(rows, (row) => flights[row]!);
  const training = pick(split.train);
  const encoder = fitEncoder(training);
  const toExamples = (chosen: readonly Flight[]): Examples => ({
    width: encoder.width,
    features: encoder.encode(chosen),
    scores: chosen.map((flight) => flight.score),
  });
  return { train: toExamples(training), heldOut: toExamples(pick(split[heldOut])) };
}
