import { fromFloat16, type HostInputs, toFloat16 } from '@lossmith/core/backend';
import type { OnnxPort } from './model-interface.js';
import type { OrtRuntime, OrtTensor } from './runtime.js';

type Numbers = ArrayLike<number>;

/** Labels that are no whole number are no class, as −1 is none. */
const labelOf = (x: number) => BigInt(Number.isSafeInteger(x) ? x : -1);

/** Float16Array where there is one: a runtime that knows it takes nothing else. */
function float16Array({ buffer }: Uint16Array<ArrayBuffer>): ArrayBufferView {
  const { Float16Array } = globalThis as { Float16Array?: new (buffer: ArrayBuffer) => ArrayBufferView };
  return Float16Array === undefined ? new Uint16Array(buffer) : new Float16Array(buffer);
}

/**
 * Whether a number of an input can change a result, by its index: where neither a mask nor a weight of 0 leaves it out. Only
 * those must be within the range of float16.
 */
function counts({ examples, data: { mask, weight } }: HostInputs, length: number): (index: number) => boolean {
  const [width, kept] = [length / examples, (mask?.length ?? 0) / examples];
  return (index) => {
    const row = Math.floor(index / width);
    if (weight?.[row] === 0) return false;
    if (mask === undefined) return true;
    if (kept === width) return (mask[index] as number) > 0;
    return Array.from({ length: kept }, (_, k) => mask[row * kept + k] as number).some((x) => x > 0);
  };
}

/** Numbers as the typed array of a tensor; one of the right kind is taken as it is. */
function typedArray({ name, type, default: standard }: OnnxPort, values: Numbers, inputs: HostInputs): ArrayBufferView {
  if (type === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values);
  if (type === 'float64') return values instanceof Float64Array ? values : Float64Array.from(values);
  if (type === 'bool') return Uint8Array.from(values, (x: number) => Number(x > 0));
  if (type === 'int64') return BigInt64Array.from(Array.from(values, labelOf));
  return float16Array(toFloat16(name, values, standard === undefined ? counts(inputs, values.length) : undefined));
}

/** Data on the host as tensors for a model of the default shape; an open parameter is one number or one per example. */
export function feedsOf(ort: OrtRuntime, ports: readonly OnnxPort[], inputs: HostInputs): Record<string, OrtTensor> {
  const { examples, items, data } = inputs;
  const tensor = (port: OnnxPort): OrtTensor => {
    const { name, type, dims, default: standard } = port;
    const values = (data[name] ?? [standard]) as Numbers;
    const shape = [examples, ...dims.slice(1).map(() => items)];
    return new ort.Tensor(type, typedArray(port, values, inputs), standard === undefined ? shape : [values.length]);
  };
  return Object.fromEntries(ports.map((port) => [port.name, tensor(port)]));
}

/** Results as numbers of float32 or float64. */
export function resultsOf<Array extends Float32Array | Float64Array>(
  results: Readonly<Record<string, OrtTensor>>,
): Record<string, Array> {
  const numbers = ({ type, data }: OrtTensor) =>
    (type === 'float16' ? fromFloat16(data as Uint16Array) : data) as Array;
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, numbers(tensor)]));
}
