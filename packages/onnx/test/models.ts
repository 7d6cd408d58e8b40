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

/** A model to run more than once. */
export async function openModel(bytes: Uint8Array, ort: OrtRuntime = web) {
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 4 });
  const run = async (feeds: Readonly<Record<string, Feed>>) => {
    const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => {
      return [name, new ort.Tensor(type, data, dims)] as const;
    });
    const results = await session.run(Object.fromEntries(tensors));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]),
    );
  };
  return { run, close: async () => session.release?.() };
}

/** Runs a model once. */
export async function runModel(bytes: Uint8Array, feeds: Readonly<Record<string, Feed>>, ort: OrtRuntime = web) {
  const { run, close } = await openModel(bytes, ort);
  const results = await run(feeds);
  await close();
  return results;
}
