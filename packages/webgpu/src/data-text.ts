import type { LayoutOptions } from './bindings.js';
import type { WgslBinding } from './module.js';
import { identifier } from './temporary.js';

const named = (bindings: readonly WgslBinding[], name: string) =>
  bindings.find((one) => one.name === name) as WgslBinding;

const dataName = (name: string) => `${identifier(name)}_data`;

/** The text of the number at a place of an input. */
export function loadText(bindings: readonly WgslBinding[], name: string, place: string): string {
  const { element, type } = named(bindings, name);
  if (element === 'f16') return `load_${identifier(name)}(${place})`;
  const text = `${dataName(name)}[${place}]`;
  return element === 'u32' && type !== 'storage' ? `f32(${text})` : text;
}

/** Lines that store a number at a place of an output; the gradient goes over `predicted` where it is asked to. */
export function storeLines(
  bindings: readonly WgslBinding[],
  { inPlace }: LayoutOptions,
  output: string,
  place: string,
  value: string,
): readonly string[] {
  const name = inPlace && output === 'gradient' ? 'predicted' : output;
  if (named(bindings, name).element === 'f16') return [`store_${identifier(name)}(${place}, ${value});`];
  return [`${dataName(name)}[${place}] = ${value};`];
}

function declaration({ name, binding, type, element, role }: WgslBinding): string {
  if (role === 'call') return `@group(0) @binding(${binding}) var<uniform> call: Call;`;
  const [access, item] = type === 'storage' ? ['read_write', 'atomic<u32>'] : ['read', 'u32'];
  const of = element === 'f16' ? item : element;
  return `@group(0) @binding(${binding}) var<storage, ${access}> ${dataName(name)}: array<${of}>;`;
}

/** float16 numbers lie two in a word, which needs no feature of the device; a word may belong to two invocations. */
function float16Functions({ name, type }: WgslBinding): readonly string[] {
  const word = (text: string) => (type === 'storage' ? `atomicLoad(&${text})` : text);
  const load = `fn load_${identifier(name)}(place: u32) -> f32 {
  return unpack2x16float(${word(`${dataName(name)}[place / 2u]`)})[place % 2u];
}`;
  if (type !== 'storage') return [load];
  return [
    load,
    `fn store_${identifier(name)}(place: u32, x: f32) {
  let shift = 16u * (place % 2u);
  atomicAnd(&${dataName(name)}[place / 2u], 0xffff0000u >> shift);
  atomicOr(&${dataName(name)}[place / 2u], float16_bits(x) << shift);
}`,
  ];
}

/** Packing is undefined beyond the range of float16. */
const float16Bits = `fn float16_bits(x: f32) -> u32 {
  let finite = pack2x16float(vec2f(clamp(x, -65504f, 65504f), 0f)) & 0xffffu;
  let bits = bitcast<u32>(x);
  let sign = (bits >> 16u) & 0x8000u;
  let wide = select(finite, sign | 0x7c00u, (bits & 0x7fffffffu) >= 0x477ff000u);
  return select(wide, 0x7e00u, (bits & 0x7fffffffu) > 0x7f800000u);
}`;

/** Declarations of all buffers. */
export function dataText(bindings: readonly WgslBinding[]): string {
  const float16 = bindings.filter(({ element }) => element === 'f16');
  const storesFloat16 = float16.some(({ type }) => type === 'storage');
  return [
    `struct Call {
  examples: u32,
  items: u32,
  lanes: u32,
  cluster: u32,
  groups: u32,
  factor: f32,
  nothing: u32,
}`,
    bindings.map(declaration).join('\n'),
    ...(storesFloat16 ? [float16Bits] : []),
    ...float16.flatMap(float16Functions),
  ].join('\n\n');
}
