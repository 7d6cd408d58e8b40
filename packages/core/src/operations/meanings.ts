import { erfcCoefficients, erfcIntegralCoefficients } from './coefficients.js';
import { factorial } from './series.js';

/** Float64 values of functions that JavaScript's Math does not have, each within a few ulp. */

function horner(x: number, coefficients: readonly number[]): number {
  return coefficients.reduce((total, coefficient) => total * x + coefficient, 0);
}

function powerSeries(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((total, coefficient) => total * x + coefficient, 0);
}

const reciprocalFactorials = Array.from({ length: 19 }, (_, k) => 1 / factorial(k + 2));
const gapCoefficients = Array.from({ length: 17 }, (_, k) => 1 / (2 * k + 3));
const erfCoefficients = Array.from({ length: 13 }, (_, k) => (-1) ** k / (factorial(k) * (2 * k + 1)));

export function sigmoidValue(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

export function softplusValue(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export function hypotenuseValue(x: number): number {
  const m = Math.max(1, Math.abs(x));
  return m * Math.sqrt((1 / m) ** 2 + (x / m) ** 2);
}

export function erfcValue(x: number): number {
  const z = Math.abs(x);
  const tail = (Math.exp(-z * z) * horner((z - 3) / (z + 3), erfcCoefficients.float64)) / (z + 3);
  return x < 0 ? 2 - tail : tail;
}

/** For x < 0, the integral from 0 of erfc(−z) = 2 − erfc(z) is −2x more than that of erfc. */
export function erfcIntegralValue(x: number): number {
  const z = Math.abs(x);
  const tail = (Math.exp(-z * z) * horner((z - 3) / (z + 3), erfcIntegralCoefficients.float64)) / (z + 3) ** 2;
  return x < 0 ? tail - 2 * x : tail;
}

export function erfValue(x: number): number {
  if (Math.abs(x) >= 0.5) return Math.sign(x) * (1 - erfcValue(Math.abs(x)));
  return ((2 * x) / Math.sqrt(Math.PI)) * powerSeries(x * x, erfCoefficients);
}

/** χ(D) = D − 1 + e⁻ᴰ. */
export function chiValue(d: number): number {
  return d < 1 ? d * d * powerSeries(-d, reciprocalFactorials) : d + Math.expm1(-d);
}

/** ψ(D) = 1 − (1 + D)e⁻ᴰ. */
export function psiValue(d: number): number {
  const decay = Math.exp(-d);
  return d < 1 ? decay * d * d * powerSeries(d, reciprocalFactorials) : 1 - decay - d * decay;
}

/** t − log(1 + t); with s = t/(2+t), log(1+t) = 2·artanh s, so nothing cancels. */
export function log1pGapValue(t: number): number {
  if (t <= -0.5 || t >= 1) return t - Math.log1p(t);
  const s = t / (2 + t);
  return s * (t - 2 * s * s * powerSeries(s * s, gapCoefficients));
}
