/** A sum with its rounding errors carried along (Neumaier 1974). */
export function compensatedSum(values: ArrayLike<number>, from: number, count: number, stride: number): number {
  let [total, error] = [0, 0];
  for (let k = 0; k < count; k += 1) {
    const value = values[from + k * stride] as number;
    const next = total + value;
    error += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(error) ? total + error : total;
}

/** Σ of all. */
export function sumOf(values: ArrayLike<number>): number {
  return compensatedSum(values, 0, values.length, 1);
}
