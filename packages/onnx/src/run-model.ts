import type { HostInputs } from '@lossmith/core/backend';
import type { ElementType } from './element-type.js';
import type { OnnxPort } from './emit.js';
import type { OrtRuntime, OrtSession, OrtTensor } from './runtime.js';

type Numbers = ArrayLike<number>;

/** Labels that are no whole number are no class, as −1 is none. */
const labelOf = (x: number) => BigInt(Number.isSafeInteger(x) ? x : -1);

/** Numbers as the typed array that a tensor of the type holds; those of the right type are taken as they are. */
function typedArray(type: ElementType, values: Numbers) {
  if (type === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values);
  if (type === 'float64') return values instanceof Float64Array ? values : Float64Array.from(values);
  if (type === 'bool') return Uint8Array.from(values, (x: number) => Number(x > 0));
  if (type === 'int64') return BigInt64Array.from(Array.from(values, labelOf));
  throw new Error(`no typed array for ${type}`);
}

/** Data on the host as tensors: dimensions by name, an open parameter as one number or one per example. */
export function feedsOf({ Tensor }: OrtRuntime, inputs: readonly OnnxPort[], { rows, classes, data }: HostInputs) {
  const tensor = ({ name, type, dims, default: standard }: OnnxPort): OrtTensor => {
    if (standard !== undefined) {
      const values = data[name] ?? [standard];
      return new Tensor(type, typedArray(type, values), [values.length]);
    }
    const shape = dims.length === 1 ? [rows] : [rows, classes];
    return new Tensor(type, typedArray(type, data[name] as Numbers), shape);
  };
  return Object.fromEntries(inputs.map((port) => [port.name, tensor(port)]));
}
