import type { WgslFunction } from './wgsl-function.js';

/** By its bits: compilers fold a comparison of x with itself. */
export const isNan: WgslFunction = {
  calls: [],
  text: `fn is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
};

/** WGSL has no literal for infinity and NaN, and compilers put constants together that must stay apart. */
export const fromBits: WgslFunction = {
  calls: [],
  text: `fn from_bits(bits: u32) -> f32 {
  return bitcast<f32>(bits | call.nothing);
}`,
};

/** The native functions drop NaN, and take longer. */
export const extreme = (name: string, comparison: string): WgslFunction => ({
  calls: ['is_nan'],
  text: `fn ${name}(x: f32, y: f32) -> f32 {
  return select(select(y, x, x ${comparison} y), x + y, is_nan(x) | is_nan(y));
}`,
});

export const signOf: WgslFunction = {
  calls: [],
  text: `fn sign_of(x: f32) -> f32 {
  return select(select(x, -1f, x < 0f), 1f, x > 0f);
}`,
};

/** Compilers fold 0·x to 0, though it is NaN where x is infinite or NaN. */
export const timesZero: WgslFunction = {
  calls: ['from_bits'],
  text: `fn times_zero(x: f32) -> f32 {
  return select(0f, from_bits(0x7fc00000u), (bitcast<u32>(x) & 0x7fffffffu) >= 0x7f800000u);
}`,
};

/** A number that compilers know nothing of, so that sums are done as they are written. */
export const opaque: WgslFunction = {
  calls: ['from_bits'],
  text: `fn opaque(x: f32) -> f32 {
  return from_bits(bitcast<u32>(x));
}`,
};

/** x − y − d, d being x − y as it was rounded (TwoSum of Knuth). */
export const differenceError: WgslFunction = {
  calls: ['opaque'],
  text: `fn difference_error(x: f32, y: f32, d: f32) -> f32 {
  let rounded = opaque(d);
  let subtracted = opaque(x - rounded);
  let back = opaque(rounded + subtracted);
  return opaque(x - back) + opaque(subtracted - y);
}`,
};

/** x·y − p, p being x·y as it was rounded: products of numbers of half the digits are exact (Dekker 1971). */
export const productError: WgslFunction = {
  calls: ['opaque'],
  text: `fn product_error(x: f32, y: f32, p: f32) -> f32 {
  let x1 = bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
  let y1 = bitcast<f32>(bitcast<u32>(y) & 0xfffff000u);
  let x2 = opaque(x - x1);
  let y2 = opaque(y - y1);
  let high = opaque(opaque(x1 * y1) - opaque(p));
  return opaque(opaque(high + opaque(x1 * y2)) + opaque(x2 * y1)) + opaque(x2 * y2);
}`,
};
