import type { Context } from './context.js';

const words = new Float32Array(1);

/** A number made of its bits when the shader runs: WGSL has no literal for infinities and NaN, and compilers do not know it. */
export function hidden(value: number, { functions }: Context): string {
  functions.add('from_bits');
  words[0] = value;
  const bits = Number.isNaN(value) ? 0x7fc00000 : (new Uint32Array(words.buffer)[0] as number);
  return `from_bits(0x${bits.toString(16).padStart(8, '0')}u)`;
}

/** The shortest decimal that float32 reads as the number. */
function shortest(single: number): string {
  const digits =
    [1, 2, 3, 4, 5, 6, 7, 8].find((count) => Math.fround(Number(single.toPrecision(count))) === single) ?? 9;
  return String(Number(single.toPrecision(digits)));
}

/** A number as WGSL text, rounded to float32. */
export function literal(value: number, context: Context): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return hidden(single, context);
  return `${Object.is(single, -0) ? '-0.0' : shortest(single)}f`;
}
