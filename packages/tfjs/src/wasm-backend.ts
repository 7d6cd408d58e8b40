import type { Backend, HostInputs, Program, ProgramInput } from '@lossmith/core/backend';
import { type WasmArtifact, wasmBackend } from '@lossmith/wasm/backend';
import * as tf from '@tensorflow/tfjs-core';
import { shapeOf } from './context.js';
import type { TfjsArtifact, TfjsInputs } from './tfjs-backend.js';

type Values = Float32Array;

/** Numbers of tensors made here, by their data: reading them back would copy them. Nothing writes to them. */
const known = new WeakMap<object, Values>();

const read = (tensor: tf.Tensor): Values => known.get(tensor.dataId) ?? tensor.dataSync<'float32'>();

function tensorOf(values: Values, shape: number[]): tf.Tensor {
  const tensor = tf.tensor(values, shape, 'float32');
  known.set(tensor.dataId, values);
  return tensor;
}

/** The numbers of an input; one for all examples is repeated. */
function valuesOf(tensor: tf.Tensor, { axes }: Pick<ProgramInput, 'axes'>, rows: number): Values {
  const values = read(tensor);
  return axes === '' && values.length === 1 && rows !== 1 ? new Float32Array(rows).fill(values[0] as number) : values;
}

function hostInputs({ inputs, parameters }: Program, { rows, classes, data }: TfjsInputs): HostInputs {
  const numbers = inputs.map((input) => [input.name, valuesOf(data[input.name] as tf.Tensor, input, rows)] as const);
  const given = parameters.filter(({ name }) => data[name] !== undefined);
  const open = given.map(({ name }) => [name, (data[name] as tf.Tensor).dataSync()] as const);
  return { rows, classes, data: Object.fromEntries([...numbers, ...open]) };
}

/** Results as tensors of the shapes that ops would give them. */
function asTensors({ outputs }: Program, { rows, classes }: TfjsInputs, results: ReturnType<WasmArtifact['run']>) {
  const tensors = Object.entries(results).map(([name, values]) => {
    const shape = shapeOf(outputs[name]?.axes ?? '', rows, classes);
    const reduced = values.length !== shape[0] * shape[1] * shape[2];
    return [name, tensorOf(values as Values, reduced ? [] : shape)] as const;
  });
  return Object.fromEntries(tensors);
}

/** A product of tensors [rows, classes, 1] and [rows or 1, 1, 1]. On tfjs' cpu backend 2²⁰ of them take 1 ms, and 100 with tf.mul. */
export function multiplyOnHost(x: tf.Tensor, factor: tf.Tensor): tf.Tensor {
  const [values, factors] = [read(x), read(factor)];
  const products = new Float32Array(values.length);
  const width = factors.length === 1 ? values.length : values.length / factors.length;
  let k = 0;
  for (const share of factors) for (const end = k + width; k < end; k += 1) products[k] = (values[k] as number) * share;
  return tensorOf(products, x.shape);
}

/**
 * Programs as WebAssembly modules of their own, over the data of tensors: read and written by tfjs' public interface, so that
 * every tfjs backend will do whose data can be read at once.
 */
export function tfjsWasmBackend(runtime: string): Backend<unknown, unknown, TfjsArtifact> {
  const backend = wasmBackend({ data: 'float32', arithmetic: 'float64' });
  return {
    ...(backend as Backend<unknown, unknown, unknown>),
    name: `tfjs (${runtime}, by wasm)`,
    emit: (program) => {
      const artifact = backend.emit(program);
      return (inputs) => asTensors(program, inputs, artifact.run(hostInputs(program, inputs)));
    },
  };
}
