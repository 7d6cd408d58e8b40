import type { WgslFunction } from './wgsl-function.js';

/** log x = n·log 2 + log(1 + f); with s = f/(2 + f): log(1 + f) = f − f²/2 + s(f²/2 + R). */
export const logarithm: WgslFunction = {
  calls: ['from_bits'],
  text: `fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x) + 0x004afb0du;
  let n = f32(i32(bits >> 23u) - 127);
  let f = bitcast<f32>((bits & 0x007fffffu) + 0x3f3504f3u) - 1f;
  let s = f / (2f + f);
  let z = s * s;
  let R = z * (0.6666667f + z * (0.4f + z * (0.2857143f + z * 0.2222222f)));
  let h = 0.5f * f * f;
  let y = n * 0.693359375f + (f - (h - (s * (h + R) - n * 0.00021219444f)));
  let finite = select(y, x, (bitcast<u32>(x) & 0x7fffffffu) >= 0x7f800000u);
  return select(select(finite, from_bits(0x7fc00000u), x < 0f), from_bits(0xff800000u), x == 0f);
}`,
};

/** log(1 + x). */
export const log1p: WgslFunction = {
  calls: ['logarithm'],
  text: `fn log1p(x: f32) -> f32 {
  let s = x / (2f + x);
  let z = s * s;
  let R = z * (0.6666667f + z * (0.4f + z * (0.2857143f + z * 0.2222222f)));
  let h = 0.5f * x * x;
  return select(logarithm(1f + x), x - (h - s * (h + R)), (x > -0.29f) & (x < 0.41f));
}`,
};

/** xʸ for x ≥ 0. */
export const power: WgslFunction = {
  calls: ['exponential', 'logarithm'],
  text: `fn power(x: f32, y: f32) -> f32 {
  return select(exponential(y * logarithm(x)), 1f, (y == 0f) | (x == 1f));
}`,
};
