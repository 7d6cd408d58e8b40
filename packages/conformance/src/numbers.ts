import type { Precision } from '@lossmith/core/backend';

interface Format {
  /** Digits after the first, in base 2. */
  readonly digits: number;
  readonly smallestExponent: number;
  readonly smallestNormal: number;
  readonly largest: number;
}

/** A kind of number: that of the arithmetic, or the one in which numbers go in and come out. */
export type NumberFormat = Precision | 'float16';

const formats: Readonly<Record<NumberFormat, Format>> = {
  float16: { digits: 10, smallestExponent: -14, smallestNormal: 2 ** -14, largest: 65504 },
  float32: {
    digits: 23,
    smallestExponent: -126,
    smallestNormal: 2 ** -126,
    largest: (2 - 2 ** -23) * 2 ** 127,
  },
  float64: { digits: 52, smallestExponent: -1022, smallestNormal: 2 ** -1022, largest: Number.MAX_VALUE },
};

/** The largest finite number, and the smallest with all its digits. */
export const largestOf = (precision: NumberFormat): number => formats[precision].largest;
export const smallestNormal = (precision: NumberFormat): number => formats[precision].smallestNormal;

/** 2 ** n for every n of a float64. Millions of numbers are compared, and powers were 6 % of a run of the kit. */
const leastPower = -1074;
const powers = Float64Array.from({ length: 1024 - leastPower }, (_, k) => 2 ** (k + leastPower));
const powerOf2 = (n: number): number => powers[n - leastPower] ?? 2 ** n;

/** The unit in the last place of a number: the distance to the next one of its binade. */
export function ulpOf(x: number, precision: NumberFormat): number {
  const { digits, smallestExponent } = formats[precision];
  const size = Math.abs(x);
  let exponent = size === 0 ? smallestExponent : Math.floor(Math.log2(size));
  if (powerOf2(exponent) > size && size > 0) exponent -= 1;
  return powerOf2(Math.max(exponent, smallestExponent) - digits);
}

/** Rounding to nearest moves a number by at most this, relatively. */
export const roundingOf = (precision: NumberFormat): number => 2 ** -(formats[precision].digits + 1);

/** A number short enough for a line of a report, but with all the digits that tell a float32 apart. */
export const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(Number(x.toPrecision(9))));
