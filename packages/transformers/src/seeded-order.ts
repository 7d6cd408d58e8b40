import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A new order of 0 … count − 1 at each call, as the seed decides (Fisher, Yates). */
export function seededOrder(count: number, seed: number): () => Int32Array {
  const random = xoroshiro128plus(seed);
  return () => {
    const order = Int32Array.from({ length: count }, (_, k) => k);
    for (let last = count - 1; last > 0; last -= 1) {
      const other = uniformInt(random, 0, last);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    return order;
  };
}
