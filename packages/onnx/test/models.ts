import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import * as oldWeb from 'onnxruntime-web-1.14';
import type { ElementType } from '../src/element-type.ts';
import type { OrtRuntime } from '../src/runtime.ts';

web.env.wasm.numThreads = 1;

/** The runtimes that tests run on. */
export const runtimes = { 'onnxruntime-web': web as OrtRuntime, 'onnxruntime-node': node as OrtRuntime };

/** These, and the oldest that models are made for. */
export const allRuntimes = { ...runtimes, 'onnxruntime-web 1.14': oldWeb as unknown as OrtRuntime };

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

/** Ones of a shape, as the model takes them. */
export function ones(type: Feed['type'], dims: readonly number[]): Feed {
  const size = dims.reduce((x, y) => x * y, 1);
  if (type === 'int64') return { type, data: new BigInt64Array(size), dims };
  if (type === 'bool') return { type, data: new Uint8Array(size).fill(1), dims };
  return float32(new Float32Array(size).fill(1), dims);
}

/** Ones of float32, of each shape. */
export const ofShape = (shapes: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(Object.entries(shapes).map(([name, dims]) => [name, ones('float32', dims)]));

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
