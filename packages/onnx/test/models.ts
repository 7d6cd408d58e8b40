import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import type { ElementType } from '../src/element-type.ts';
import type { OrtRuntime } from '../src/runtime.ts';

web.env.wasm.numThreads = 1;

/** The runtimes that tests run on. */
export const runtimes = { 'onnxruntime-web': web as OrtRuntime, 'onnxruntime-node': node as OrtRuntime };

export interface Feed {
  readonly type: ElementType;
  readonly data: Float32Array | Float64Array | Uint16Array | BigInt64Array | Uint8Array;
  readonly dims: readonly number[];
}

export const float32 = (data: ArrayLike<number>, dims: readonly number[] = [data.length]): Feed => ({
  type: 'float32',
  data: Float32Array.from(data),
  dims,
});

/** Runs a model once. */
export async function runModel(bytes: Uint8Array, feeds: Readonly<Record<string, Feed>>, ort: OrtRuntime = web) {
  const session = await ort.InferenceSession.create(bytes);
  const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]);
  const results = await session.run(Object.fromEntries(tensors));
  await session.release?.();
  return Object.fromEntries(
    Object.entries(results).map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]),
  );
}
