/** Pairs of items, by how two orders see them. */
export interface PairCounts {
  readonly concordant: number;
  readonly discordant: number;
  /** Tied in the first alone, in the second alone. */
  readonly tiedFirst: number;
  readonly tiedSecond: number;
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

/** Pairs of neighbours in an order that are the same, runs of them at once. */
function tiedPairs(order: readonly number[], same: (a: number, b: number) => boolean): number {
  let [total, run] = [0, 1];
  for (let k = 1; k <= order.length; k += 1) {
    if (k < order.length && same(order[k - 1] as number, order[k] as number)) run += 1;
    else {
      total += pairs(run);
      run = 1;
    }
  }
  return total;
}

/** Sorts by merging, and counts how many pairs stood in the wrong order: sorts `values` from `from` to `to`. */
function inversions(values: Float64Array, spare: Float64Array, from: number, to: number): number {
  if (to - from < 2) return 0;
  const middle = (from + to) >> 1;
  let count = inversions(values, spare, from, middle) + inversions(values, spare, middle, to);
  let [left, right] = [from, middle];
  for (let k = from; k < to; k += 1) {
    const takesRight = right < to && (left === middle || (values[right] as number) < (values[left] as number));
    if (takesRight) count += middle - left;
    spare[k] = values[takesRight ? right++ : left++] as number;
  }
  values.set(spare.subarray(from, to), from);
  return count;
}

/** Counts all pairs in O(n log n), without a table of them (Knight 1966). */
export function countPairs(first: ArrayLike<number>, second: ArrayLike<number>): PairCounts {
  const compare = (values: ArrayLike<number>, a: number, b: number) => {
    if (values[a] === values[b]) return 0;
    return (values[a] as number) < (values[b] as number) ? -1 : 1;
  };
  const order = Array.from(first, (_, k) => k).sort((a, b) => compare(first, a, b) || compare(second, a, b));
  const values = Float64Array.from(order, (k) => second[k] as number);
  const inFirst = tiedPairs(order, (a, b) => first[a] === first[b]);
  const inBoth = tiedPairs(order, (a, b) => first[a] === first[b] && second[a] === second[b]);
  const discordant = inversions(values, new Float64Array(values.length), 0, values.length);
  // Sorted by now, so that equal ones are neighbours.
  const inSecond = tiedPairs(
    order.map((_, k) => k),
    (a, b) => values[a] === values[b],
  );
  const concordant = pairs(order.length) - inFirst - inSecond + inBoth - discordant;
  return { concordant, discordant, tiedFirst: inFirst - inBoth, tiedSecond: inSecond - inBoth };
}
