import type { Features } from '@lossmith/transformers';
import { factor } from './encoder.ts';
import type { Candidate } from './lists.ts';

/** Features of query and candidate out of the embeddings of passages: what the encoder of pairs computes, without running it again for each pair. */
export function pairTable({ data, dims: [, width] }: Features, candidates: readonly Candidate[]): Features {
  const table = new Float32Array(candidates.length * width);
  candidates.forEach(({ query, document }, row) => {
    for (let k = 0; k < width; k += 1) {
      const [q, d] = [data[query * width + k] as number, data[document * width + k] as number];
      table[row * width + k] = factor * q * d;
    }
  });
  return { data: table, dims: [candidates.length, width] };
}
