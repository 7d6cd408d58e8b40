import { LossmithValueError } from '../errors/errors.js';

/** Numbers of 16 bits as their bits (IEEE 754 binary16), for runtimes without Float16Array. */

const largest = 65504;

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The bits of |x| as float32; where those would be halfway between two float16 numbers and x is not, one to its side. */
function singleBits(size: number): number {
  single[0] = size;
  const word = bits[0] as number;
  const nearest = single[0] as number;
  if (nearest === size || (word & 0x1fff) !== 0x1000) return word;
  return nearest < size ? word + 1 : word - 1;
}

/** Below 2⁻¹⁴ float16 numbers are multiples of 2⁻²⁴. */
function subnormalBits(size: number): number {
  const scaled = size * 2 ** 24;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole;
}

/** The bits of the float16 nearest to a number, ties to even; from ±65,520 on an infinity. */
export function toFloat16Bits(x: number): number {
  if (Number.isNaN(x)) return 0x7e00;
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const size = Math.abs(x);
  if (size >= largest + 16) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | subnormalBits(size);
  const word = singleBits(size) - ((127 - 15) << 23);
  return sign | ((word + 0xfff + ((word >>> 13) & 1)) >>> 13);
}

/** The number of float16 bits. */
export function fromFloat16Bits(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(half >>> 10) & 31, half & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * Data as float16 bits. Throws `LossmithValueError` for a finite number that float16 does not hold, which would become infinite in
 * silence, unless it is at a place that does not matter, such as one under a mask.
 */
export function toFloat16(
  name: string,
  values: ArrayLike<number>,
  matters: (index: number) => boolean = () => true,
): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  for (let k = 0; k < values.length; k += 1) {
    const x = values[k] as number;
    halves[k] = toFloat16Bits(x);
    if (Math.abs(x) > largest && Number.isFinite(x) && matters(k))
      throw new LossmithValueError(name, k, x, 'beyond the range of float16, ±65504', 'scale it, or use float32');
  }
  return halves;
}

type NumbersOfType = { readonly constructor: { readonly name: string } } & ArrayLike<number>;

/** Numbers of float16 data: bits in a Uint16Array, or a Float16Array where the platform has it. */
export function fromFloat16(data: NumbersOfType): Float32Array<ArrayBuffer> {
  return data.constructor.name === 'Uint16Array' ? Float32Array.from(data, fromFloat16Bits) : Float32Array.from(data);
}
