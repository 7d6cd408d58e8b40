import * as tf from '@tensorflow/tfjs-core';
import { runAsKernel } from './run-as-kernel.js';

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Shapes = Readonly<Record<string, number[]>>;
type Numbers = Readonly<Record<string, Float32Array>>;

/** Reads the numbers of some tensors and writes those of others. Arrays hold during the call alone. */
export type Work = (inputs: Numbers, outputs: Numbers) => void;

/** What is used of tfjs' wasm backend, all of it in its declarations: tensors as views of its memory. */
interface HeapBackend {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

function isHeap(backend: object): boolean {
  const { makeOutput, typedArrayFromHeap } = backend as Partial<HeapBackend>;
  return typeof makeOutput === 'function' && typeof typedArrayFromHeap === 'function';
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/**
 * In the memory of the backend: nothing is copied, and nothing is left for the garbage collector, which costs more than the copies. Views
 * are taken last, as memory that grows leaves those before behind: it may where a tensor comes from another backend, or is made.
 */
function onHeap(runtime: string, inputs: Tensors, shapes: Shapes, work: Work): Record<string, tf.Tensor> {
  const names = Object.keys(shapes);
  const results = runAsKernel<HeapBackend>(runtime, inputs, (given, backend) => {
    const viewOf = (tensor: tf.TensorInfo) => backend.typedArrayFromHeap(tensor);
    mapped(given, viewOf);
    const made = mapped(shapes, (shape) => backend.makeOutput(shape, 'float32'));
    work(mapped(given, viewOf), mapped(made, viewOf));
    return names.map((name) => made[name] as tf.TensorInfo);
  });
  return Object.fromEntries(names.map((name, k) => [name, results[k] as tf.Tensor]));
}

/** Tensors of float32 numbers by work on the host, for backends whose data can be read at once. */
export function byNumbers(inputs: Tensors, shapes: Shapes, work: Work): Record<string, tf.Tensor> {
  const empty = [...Object.values(inputs), ...Object.values(shapes).map((shape) => ({ shape }))].some(({ shape }) =>
    shape.includes(0),
  );
  if (!empty && isHeap(tf.backend())) return onHeap(tf.getBackend(), inputs, shapes, work);
  const made = mapped(shapes, (shape) => new Float32Array(tf.util.sizeFromShape(shape)));
  work(
    mapped(inputs, (tensor) => tensor.dataSync<'float32'>()),
    made,
  );
  return Object.fromEntries(
    Object.entries(made).map(([name, values]) => [name, tf.tensor(values, shapes[name] as number[], 'float32')]),
  );
}
