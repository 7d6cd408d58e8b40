import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws without putting back, as a seed decides. */
export function sampler(seed: number) {
  const random = xoroshiro128plus(seed);
  /** As many of these as are asked for, in a random order. */
  return <Item>(items: readonly Item[], count = items.length): readonly Item[] => {
    const rest = [...items];
    for (let k = 0; k < count; k += 1) {
      const other = uniformInt(random, k, rest.length - 1);
      [rest[k], rest[other]] = [rest[other] as Item, rest[k] as Item];
    }
    return rest.slice(0, count);
  };
}
