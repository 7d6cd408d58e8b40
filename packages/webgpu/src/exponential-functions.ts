import { exponentialCoefficients } from './coefficients.js';
import type { WgslFunction } from './wgsl-function.js';

/** A polynomial in r, highest power first. */
const horner = (coefficients: readonly number[]): string =>
  coefficients.reduce((text, value) => (text === '' ? `${value}f` : `${value}f + r * (${text})`), '');

/**
 * 2ⁿ for whole n, −127 (as 0) to 127: beside 3·2²² the last bits of a number are those of its whole part. A conversion to i32 takes as
 * much time as half an exponential, as compilers see to it that it does not overflow.
 */
export const twoTo: WgslFunction = {
  calls: [],
  text: `fn two_to(n: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(n + 12582912f) << 23u) + 0x3f800000u);
}`,
};

/** e^bounded = 2^n e^r, e^r = 1 + r + r² q: log 2 is in two parts, of which n times the first is exact. */
const reduced = `  let n = round(bounded * 1.442695f);
  let r = (bounded - n * 0.693359375f) + n * 0.00021219444f;
  let q = ${horner(exponentialCoefficients)};`;

/** eˣ = 2ⁿeʳ. */
export const exponential: WgslFunction = {
  calls: ['is_nan', 'two_to'],
  text: `fn exponential(x: f32) -> f32 {
  let bounded = select(select(x, -88f, x < -88f), 89f, x > 89f);
${reduced}
  let whole = (1f + (r + r * r * q)) * two_to(select(n, 127f, n > 127f)) * select(1f, 2f, n > 127f);
  return select(whole, x, is_nan(x));
}`,
};

/** e^min(x, 80). */
export const boundedExponential: WgslFunction = {
  calls: ['is_nan', 'two_to'],
  text: `fn bounded_exponential(x: f32) -> f32 {
  let bounded = select(select(x, -87.33f, x < -87.33f), 80f, x > 80f);
${reduced}
  return select(select((1f + (r + r * r * q)) * two_to(n), 0f, x < -87.33f), x, is_nan(x));
}`,
};

/** eˣ − 1 = 2ⁿ(eʳ − 1) + (2ⁿ − 1). */
export const expm1: WgslFunction = {
  calls: ['is_nan', 'two_to'],
  text: `fn expm1(x: f32) -> f32 {
  let bounded = select(select(x, -30f, x < -30f), 89f, x > 89f);
${reduced}
  let half = two_to(n - 1f);
  let rise = r + r * r * q;
  let grown = select(2f * (half * rise + (half - 0.5f)), rise, n == 0f);
  return select(grown, x, is_nan(x));
}`,
};
