/** Numbers of 16 bits as their bits (IEEE 754 binary16), for runtimes without Float16Array. */

const view = new DataView(new ArrayBuffer(4));
const largest = 65504;

/** The bits of the float16 nearest to a number, ties to even; beyond ±65520 an infinity. */
export function toFloat16Bits(value: number): number {
  const negative = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 0x7e00;
  if (size >= largest + 16) return negative | 0x7c00;
  // Below 2⁻¹⁴ steps are 2⁻²⁴, above they are 2⁻¹⁰ of the binade.
  const exponent = Math.max(Math.floor(Math.log2(size || 1)), -14);
  const step = 2 ** ((size === 0 ? -14 : exponent) - 10);
  const rounded = roundToEven(size / step) * step;
  view.setFloat32(0, rounded);
  const bits = view.getUint32(0);
  if (rounded < 2 ** -14) return negative | (rounded * 2 ** 24);
  return negative | ((bits >>> 13) - ((127 - 15) << 10));
}

function roundToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

/** The number of float16 bits. */
export function fromFloat16Bits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

type NumbersOfType = { readonly constructor: { readonly name: string } } & ArrayLike<number>;

/** Results of a float16 tensor as numbers: bits in a Uint16Array, or a Float16Array where the platform has it. */
export function fromFloat16(data: NumbersOfType): Float32Array {
  return data.constructor.name === 'Uint16Array' ? Float32Array.from(data, fromFloat16Bits) : Float32Array.from(data);
}
