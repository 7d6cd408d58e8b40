import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The numbers 0 to length − 1 in an order that depends on the seed alone (Fisher–Yates). */
export function shuffledIndices(length: number, seed: number): Int32Array {
  const random = xoroshiro128plus(seed);
  const indices = Int32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    const moved = indices[last]!;
    indices[last] = indices[other]!;
    indices[other] = moved;
  }
  return indices;
}
