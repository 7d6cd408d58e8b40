const words = new Float32Array(1);
const bits = new Uint32Array(words.buffer);

/** The bits of a number as float16, rounded to the nearest, ties to even; too large ones become infinite. */
export function halfBits(x: number): number {
  words[0] = x;
  const word = bits[0] as number;
  const sign = (word >>> 16) & 0x8000;
  const size = word & 0x7fffffff;
  if (size > 0x7f800000) return sign | 0x7e00;
  if (size >= 0x477ff000) return sign | 0x7c00;
  if (size < 0x38800000) return sign | subnormalBits(Math.abs(x));
  const rounded = size - 0x38000000 + 0xfff + ((size >>> 13) & 1);
  return sign | (rounded >>> 13);
}

/** Below 2⁻¹⁴ float16 numbers are multiples of 2⁻²⁴. */
function subnormalBits(size: number): number {
  const scaled = Math.fround(size) * 2 ** 24;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole;
}

/** The number that float16 bits stand for. */
export function halfValue(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
