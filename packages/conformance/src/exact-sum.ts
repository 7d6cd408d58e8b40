/** A sum with its rounding errors carried along (Neumaier 1974): what sums of backends are compared with. */
export function exactSum(values: Iterable<number>): number {
  let [total, error] = [0, 0];
  for (const value of values) {
    const next = total + value;
    error += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + error;
}
