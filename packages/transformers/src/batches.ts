/** Batches of texts of about the same length, so that little is padded. */
export function batchesOf(lengths: readonly number[], batchSize: number): readonly (readonly number[])[] {
  const sorted = Array.from(lengths.keys()).sort((a, b) => (lengths[b] as number) - (lengths[a] as number) || a - b);
  const count = Math.ceil(sorted.length / batchSize);
  return Array.from({ length: count }, (_, k) => sorted.slice(k * batchSize, (k + 1) * batchSize));
}
