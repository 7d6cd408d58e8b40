import { fromFloat16Bits } from '@lossmith/core/backend';

/** How many entries of the vocabulary are looked at in one go. */
const chunk = 4096;

/** Logits of a tensor as they lie in memory: float16 on Node 20 are bits. */
export type Logits = ArrayLike<number>;

/** One chunk as float64: its numbers are read once, and nothing is copied but them. */
function readChunk(logits: Logits, start: number, count: number, bits: boolean, into: Float64Array): void {
  for (let k = 0; k < count; k += 1) {
    const value = logits[start + k] as number;
    into[k] = bits ? fromFloat16Bits(value) : value;
  }
}

/**
 * log softmax(x)ₜ = xₜ − m − log Σ e^{xₖ − m}, m the largest, over `size` logits from `start` on, in one pass: sums of chunks are brought to the largest logit so far (Milakov,
 * Gimelshein 2018, arXiv 1805.02867). Arithmetic is float64, whatever the logits are.
 */
export function logSoftmaxAt(logits: Logits, start: number, size: number, token: number): number {
  const bits = logits instanceof Uint16Array;
  const values = new Float64Array(Math.min(chunk, size));
  let [largest, sum] = [Number.NEGATIVE_INFINITY, 0];
  for (let from = 0; from < size; from += chunk) {
    const count = Math.min(chunk, size - from);
    readChunk(logits, start + from, count, bits, values);
    let top = largest;
    for (let k = 0; k < count; k += 1) top = Math.max(top, values[k] as number);
    // Nothing but −∞ so far: e⁰ would be counted for each of them.
    if (top === Number.NEGATIVE_INFINITY) continue;
    if (top > largest) [sum, largest] = [sum * Math.exp(largest - top), top];
    for (let k = 0; k < count; k += 1) sum += Math.exp((values[k] as number) - largest);
  }
  readChunk(logits, start + token, 1, bits, values);
  return (values[0] as number) - largest - Math.log(sum);
}
