import type { HostInputs } from '@lossmith/core/backend';
import type { ElementType } from './element-type.js';
import { fromFloat16, toFloat16Bits } from './float16.js';
import type { OnnxPort } from './model-interface.js';
import type { OrtRuntime, OrtTensor } from './runtime.js';

type Numbers = ArrayLike<number>;

/** Labels that are no whole number are no class, as −1 is none. */
const labelOf = (x: number) => BigInt(Number.isSafeInteger(x) ? x : -1);

/** Float16Array where there is one: a runtime that knows it takes nothing else. */
const float16Array = (values: Numbers) => {
  const { Float16Array } = globalThis as { Float16Array?: { from(values: Numbers): ArrayBufferView } };
  return Float16Array?.from(values) ?? Uint16Array.from(values, toFloat16Bits);
};

/** Numbers as the typed array of a tensor; one of the right kind is taken as it is. */
function typedArray(type: ElementType, values: Numbers): ArrayBufferView {
  if (type === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values);
  if (type === 'float64') return values instanceof Float64Array ? values : Float64Array.from(values);
  if (type === 'float16') return float16Array(values);
  if (type === 'bool') return Uint8Array.from(values, (x: number) => Number(x > 0));
  return BigInt64Array.from(Array.from(values, labelOf));
}

/** Data on the host as tensors for a model of the default shape; an open parameter is one number or one per example. */
export function feedsOf(ort: OrtRuntime, inputs: readonly OnnxPort[], { examples, items, data }: HostInputs) {
  const tensor = ({ name, type, dims, default: standard }: OnnxPort): OrtTensor => {
    const values = typedArray(type, (data[name] ?? [standard]) as Numbers);
    const shape = dims.length === 1 ? [examples] : [examples, items];
    return new ort.Tensor(type, values, standard === undefined ? shape : [(data[name] ?? [0]).length]);
  };
  return Object.fromEntries(inputs.map((port) => [port.name, tensor(port)]));
}

/** Results as numbers of float32 or float64. */
export function resultsOf(results: Readonly<Record<string, OrtTensor>>): Record<string, Float32Array | Float64Array> {
  const numbers = ({ type, data }: OrtTensor) =>
    type === 'float16' ? fromFloat16(data as Uint16Array) : (data as Float32Array | Float64Array);
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, numbers(tensor)]));
}
