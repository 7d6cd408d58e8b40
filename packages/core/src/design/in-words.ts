/** Three digits, without an exponent where that is short. */
export const inWords = (value: number): string => {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
};

/** A share in percent: 'under 0.1 %' rather than 0. */
export function inPercent(share: number): string {
  if (share > 0 && share < 1e-3) return 'under 0.1 %';
  return `${Number((100 * share).toPrecision(share < 0.1 ? 2 : 3))} %`;
}
