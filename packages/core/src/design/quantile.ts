/** The q-quantile of sorted numbers, between two of them in proportion (type 7 of Hyndman & Fan 1996). */
export function quantileOf(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below] as number, sorted[Math.ceil(place)] as number];
  return low + (place - below) * (high - low);
}
