import { fromFloat16, type HostInputs, type ProgramInput, toFloat16 } from '@lossmith/core/backend';
import type { WgslBinding } from './module.js';

/** Data as they lie in a buffer. */
export type Words = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const noItem = 0xffffffff;

/** A mask keeps what is above 0; a label that is no whole number, or below 0, is no item. */
const asMask = (x: number) => Number(x > 0);
const asLabel = (x: number) => (Number.isInteger(x) && x >= 0 ? x : noItem);

/** Buffers take no memory that is shared with other threads. */
const isPlain = (values: ArrayLike<number>): values is Float32Array<ArrayBuffer> =>
  values instanceof Float32Array && values.buffer instanceof ArrayBuffer;

/** Whether an entry counts: not under the mask, nor in an example of weight 0. */
function countsIn({ examples, data }: HostInputs, { length }: ArrayLike<number>): (index: number) => boolean {
  const { mask, weight } = data;
  const exampleOf = (index: number) => Math.floor((index * examples) / length);
  return (index) => {
    if (weight?.[exampleOf(index)] === 0) return false;
    if (mask?.length === length) return (mask[index] as number) > 0;
    return mask?.length !== examples || (mask[exampleOf(index)] as number) > 0;
  };
}

function float16Words(name: string, values: ArrayLike<number>, call: HostInputs): Words {
  const halves = toFloat16(name, values, countsIn(call, values));
  const words = new Uint32Array(Math.ceil(halves.length / 2));
  new Uint16Array(words.buffer).set(halves);
  return words;
}

/** The words of an input. A Float32Array is taken as it is, not copied. */
export function wordsOf({ element }: WgslBinding, { name, kind }: ProgramInput, call: HostInputs): Words {
  const values = call.data[name] as ArrayLike<number>;
  if (element === 'u32') return Uint32Array.from(values, kind === 'mask' ? asMask : asLabel);
  if (element === 'f16') return float16Words(name, values, call);
  return isPlain(values) ? values : Float32Array.from(values);
}

/** Copies the numbers that stand in a buffer from that byte on. */
export function numbersIn(
  { element }: WgslBinding,
  bytes: ArrayBuffer,
  at: number,
  count: number,
): Float32Array<ArrayBuffer> {
  return element === 'f16'
    ? fromFloat16(new Uint16Array(bytes, at, count))
    : new Float32Array(bytes, at, count).slice();
}
