import type { Context } from './context.js';

/** Bits of numbers that WGSL has no literal for; a constant expression may not be one of them either. */
const bitsOf = (x: number): string => {
  if (Number.isNaN(x)) return '0x7fc00000u';
  return x > 0 ? '0x7f800000u' : '0xff800000u';
};

/** The shortest decimal that float32 reads as the number. */
function shortest(single: number): string {
  const digits =
    [1, 2, 3, 4, 5, 6, 7, 8].find((count) => Math.fround(Number(single.toPrecision(count))) === single) ?? 9;
  return String(Number(single.toPrecision(digits)));
}

/** A number as WGSL text, rounded to float32. Infinities and NaN are made of bits when the shader runs. */
export function literal(value: number, context: Context): string {
  const single = Math.fround(value);
  if (Number.isFinite(single)) return `${Object.is(single, -0) ? '-0.0' : shortest(single)}f`;
  context.functions.add('from_bits');
  return `from_bits(${bitsOf(single)})`;
}
