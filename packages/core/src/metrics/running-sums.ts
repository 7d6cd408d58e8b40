/** Sums of a fixed length to which values are added one by one, with their rounding errors carried along (Neumaier 1974). */
export interface RunningSums {
  add(index: number, value: number): void;
  totals(): number[];
}

export function runningSums(length: number): RunningSums {
  const sums = new Float64Array(length);
  const errors = new Float64Array(length);
  return {
    add(index, value) {
      const sum = sums[index] as number;
      const next = sum + value;
      const lost = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sums[index] = next;
      errors[index] = (errors[index] as number) + lost;
    },
    // Beside an infinite sum the error is NaN.
    totals: () => Array.from(sums, (sum, k) => (Number.isFinite(errors[k]) ? sum + (errors[k] as number) : sum)),
  };
}
