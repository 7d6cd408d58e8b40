/** Six digits are more than a hand can draw, and keep links and code short. */
export const rounded = (value: number): number => Number(value.toPrecision(6));

/** A place on an axis, to so many decimals that places so far apart stay apart: of 1,000,001 six digits would say nothing. */
export function roundedTo(value: number, resolution: number): number {
  const decimals = Math.ceil(-Math.log10(resolution));
  return Number(value.toFixed(Math.max(0, Math.min(30, decimals))));
}
