import type { ExactNumber } from './exact/exact-points.js';
import { isExactlyZero } from './exact/exact-values.js';
import { type Fault, fault, type Measure } from './fault.js';
import { largestOf, type NumberFormat, show, smallestNormal, ulpOf } from './numbers.js';

/** What one number is compared with, and how to speak of it. */
export interface Expectation extends ExactNumber {
  readonly output: string;
  /** Where it is: 'gradient[3] at ŝ = 1, s = 2'. */
  readonly place: string;
}

/** Exact results beyond the precision's range: they are no NaN, and very large with the right sign. */
function compareOutOfRange(actual: number, wanted: Expectation, precision: NumberFormat): Fault[] {
  const { value, output, place } = wanted;
  const large = largestOf(precision) / 4;
  if (Math.sign(actual) === Math.sign(value) && Math.abs(actual) >= large) return [];
  return [fault(output, `${place} is ${show(actual)}, exactly ${short(wanted.text)}, which does not fit`)];
}

/** Exact digits, fewer of them. */
function short(text: string): string {
  const [mantissa = '', exponent] = text.split('e');
  return exponent === undefined ? text.slice(0, 18) : `${mantissa.slice(0, 14)}e${exponent}`;
}

function compareTiny(
  actual: number,
  { value, text, allowed, output, place }: Expectation,
  precision: NumberFormat,
): Fault[] {
  // Only numbers below float32's normal ones may be lost: those of float16 are kept.
  const limit = Math.max(precision === 'float16' ? 0 : smallestNormal(precision), allowed ?? 0);
  if (Math.abs(actual - value) <= limit) return [];
  return [fault(output, `${place} is ${show(actual)}, exactly ${short(text)}, less than any normal number`)];
}

/** An exact zero comes out as zero, but where something is allowed besides. */
function compareZero(actual: number, { allowed, output, place }: Expectation): Fault[] {
  const room = allowed ?? 0;
  if (Math.abs(actual) <= room) return [];
  return [fault(output, `${place} is ${show(actual)}, exactly 0${room === 0 ? '' : `: ${show(room)} allowed`}`)];
}

/** The error of one number in units of what is allowed. */
export function measure(actual: number, { value, allowed, place }: Expectation, precision: NumberFormat): Measure {
  const error = Math.abs(actual - value);
  const share = error === 0 ? 0 : allowed === null ? Number.POSITIVE_INFINITY : error / allowed;
  return {
    share: Number.isNaN(share) ? Number.POSITIVE_INFINITY : share,
    ulp: error / ulpOf(value, precision),
    at: place,
  };
}

/** How one number is classed; only 'normal' ones count in a table of accuracy. */
export function kindOf({ text, value }: ExactNumber, precision: NumberFormat): 'zero' | 'tiny' | 'huge' | 'normal' {
  if (isExactlyZero(text)) return 'zero';
  if (Math.abs(value) < smallestNormal(precision)) return 'tiny';
  return Math.abs(value) > largestOf(precision) ? 'huge' : 'normal';
}

/** What is wrong with one number. An exact zero must come out as zero; see design §4 for the rest. */
export function compare(actual: number, wanted: Expectation, precision: NumberFormat): Fault[] {
  const { text, output, place, allowed, value } = wanted;
  const kind = kindOf(wanted, precision);
  if (kind === 'zero') return compareZero(actual, wanted);
  if (kind === 'tiny') return compareTiny(actual, wanted, precision);
  if (kind === 'huge') return compareOutOfRange(actual, wanted, precision);
  if (allowed === null) throw new Error(`the exact values allow nothing for ${place}: null is for what does not fit`);
  const { share, ulp } = measure(actual, wanted, precision);
  if (share <= 1) return [];
  const inUlp = (x: number) => `${Number(x.toPrecision(3))} ulp`;
  const size = Number.isNaN(actual) ? '' : `: ${inUlp(ulp)} off, ${inUlp(allowed / ulpOf(value, precision))} allowed`;
  return [fault(output, `${place} is ${show(actual)}, exactly ${short(text)}${size}`, share)];
}
