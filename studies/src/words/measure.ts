import { ndcg } from '@lossmith/core/metrics';
import { productsOf } from './similarity.js';
import type { Vectors } from './vectors.js';

const NEIGHBOURS = 10;

export interface Measures {
  /** Of each word's ten nearest, the share that is among the ten nearest of the student. */
  readonly recall: number;
  /** NDCG@10, a word's gain being its similarity, or 0 where that is negative. */
  readonly ndcg: number;
}

/** What a student should find: similarities, and for each word the ten most similar others. */
export interface Wanted {
  readonly similarities: Float64Array;
  readonly neighbours: readonly (readonly number[])[];
}

/** The ten most similar to each word, itself left out. */
function neighboursOf(products: Float64Array): Wanted['neighbours'] {
  const count = Math.sqrt(products.length);
  return Array.from({ length: count }, (_, word) => {
    const row = products.slice(word * count, (word + 1) * count);
    row[word] = Number.NEGATIVE_INFINITY;
    const edge = row.slice().sort().at(-NEIGHBOURS)!;
    const near = Array.from(row.keys()).filter((other) => row[other]! >= edge);
    return near.sort((a, b) => row[b]! - row[a]!).slice(0, NEIGHBOURS);
  });
}

export function wantedOf(teacher: Vectors): Wanted {
  const similarities = productsOf(teacher);
  return { similarities, neighbours: neighboursOf(similarities) };
}

/** Of each word's ten nearest, the share that is found; the mean over words. */
export function recallOf(products: Float64Array, { neighbours }: Wanted): number {
  const found = neighboursOf(products);
  const hits = found.map((near, word) => near.filter((other) => neighbours[word]!.includes(other)).length);
  return hits.reduce((sum, count) => sum + count, 0) / (NEIGHBOURS * found.length);
}

export function measure(student: Vectors, wanted: Wanted): Measures {
  const predicted = productsOf(student);
  const count = Math.sqrt(predicted.length);
  const mask = Uint8Array.from(predicted, (_, k) => Number(k % (count + 1) !== 0));
  const metric = ndcg({ k: NEIGHBOURS, gain: (similarity) => Math.max(0, similarity) });
  const { mean } = metric.evaluate({ predicted, target: wanted.similarities, mask, shape: [count, count] });
  return { recall: recallOf(predicted, wanted), ndcg: mean };
}
