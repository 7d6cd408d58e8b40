import { factorial } from './factorial.js';
import type { Precision } from './operation.js';

/** Float64 values, for finite arguments, of functions that Math does not have; within a few ulp, erfc and its integral x² times that. */

function powerSeries(x: number, coefficients: readonly number[]): number {
  let total = 0;
  for (let k = coefficients.length - 1; k >= 0; k -= 1) total = total * x + (coefficients[k] as number);
  return total;
}

const reciprocalFactorials = Array.from({ length: 19 }, (_, k) => 1 / factorial(k + 2));
const xMinusLog1pCoefficients = Array.from({ length: 17 }, (_, k) => 1 / (2 * k + 3));
const erfCoefficients = Array.from({ length: 13 }, (_, k) => (-1) ** k / (factorial(k) * (2 * k + 1)));

/** Below the logarithm of the largest number of each precision, with room for a factor. */
export const largestExponent: Readonly<Record<Precision, number>> = { float32: 80, float64: 690 };

export function boundedExpValue(x: number): number {
  return Math.exp(Math.min(x, largestExponent.float64));
}

export function sigmoidValue(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

export function softplusValue(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export function hypot1Value(x: number): number {
  const m = Math.max(1, Math.abs(x));
  return m * Math.sqrt((1 / m) ** 2 + (x / m) ** 2);
}

/** Step of the trapezium rule below. */
const step = 0.5;
const nodes = Array.from({ length: 13 }, (_, k) => ((k + 1) * step) ** 2);
const weights = nodes.map((n) => Math.exp(-n));
const momentWeights = nodes.map((n) => n * Math.exp(-n));

/**
 * Σ wₙ/(x² + n) over the nodes n = (kh)²: with wₙ = e^{−n} the trapezium rule for ∫ e^{−t²}/(x² + t²) dt, which converges
 * exponentially; below x = π/h the pole adds its share 2/(e^{2πx/h} − 1) (Chiarella & Reichel 1968).
 */
function trapezium(x: number, numerators: readonly number[]): number {
  let total = 0;
  for (let k = 0; k < nodes.length; k += 1) total += (numerators[k] as number) / (x * x + (nodes[k] as number));
  return (2 * step * Math.exp(-x * x) * total) / Math.PI;
}

const pole = (x: number) => (x < Math.PI / step ? 2 / Math.expm1((2 * Math.PI * x) / step) : 0);

export function erfcValue(x: number): number {
  if (x < 0.5) return 1 - erfValue(x);
  return x * trapezium(x, weights) + (step * Math.exp(-x * x)) / (Math.PI * x) - pole(x);
}

/** e^{−x²}/√π − x·erfc x; in the sums for both the difference is one of positive terms. */
export function ierfcValue(x: number): number {
  // Beyond that the difference of two like numbers would lose up to 5.5 ulp.
  if (x < 0.3) return Math.exp(-x * x) / Math.sqrt(Math.PI) - x * erfcValue(x);
  return trapezium(x, momentWeights) + x * pole(x);
}

export function erfValue(x: number): number {
  if (Math.abs(x) >= 0.5) return Math.sign(x) * (1 - erfcValue(Math.abs(x)));
  return ((2 * x) / Math.sqrt(Math.PI)) * powerSeries(x * x, erfCoefficients);
}

/** χ(D) = D − 1 + e⁻ᴰ. */
export function gammaP1IntegralValue(d: number): number {
  return d < 1 ? d * d * powerSeries(-d, reciprocalFactorials) : d + Math.expm1(-d);
}

/** ψ(D) = 1 − (1 + D)e⁻ᴰ. */
export function gammaP2Value(d: number): number {
  const decay = Math.exp(-d);
  if (d < 1) return decay * d * d * powerSeries(d, reciprocalFactorials);
  return decay === 0 ? 1 : 1 - decay - d * decay;
}

/** t − log(1 + t); with s = t/(2+t), log(1+t) = 2·artanh s, so nothing cancels. */
export function xMinusLog1pValue(t: number): number {
  if (t <= -0.5 || t >= 1) return t - Math.log1p(t);
  const s = t / (2 + t);
  return s * (t - 2 * s * s * powerSeries(s * s, xMinusLog1pCoefficients));
}

/** x − y − d for a d that is x − y rounded, to float64 or to less (TwoSum of Knuth, The Art of Computer Programming 2, §4.2.2). */
export function differenceErrorValue(x: number, y: number, d: number): number {
  const v = x - d;
  return x - (d + v) + (v - y);
}

/** A number as one of 26 bits and the rest (Veltkamp 1968). */
function halves(x: number): readonly [high: number, low: number] {
  const scaled = x * (2 ** 27 + 1);
  const high = scaled - (scaled - x);
  return [high, x - high];
}

/** x·y − p for a p that is x·y rounded, to float64 or to less (Dekker 1971). */
export function productErrorValue(x: number, y: number, p: number): number {
  const [[x1, x2], [y1, y2]] = [halves(x), halves(y)];
  return x1 * y1 - p + x1 * y2 + x2 * y1 + x2 * y2;
}
