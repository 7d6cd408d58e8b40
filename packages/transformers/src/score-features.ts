import { LossmithShapeError } from '@lossmith/core';
import { checkFeatures, type Features } from './features.js';
import { sessionOptions } from './head-session.js';
import { type HeadRuntime, ortOf } from './ort-of.js';
import { headModel, type TrainedHead } from './trained-head.js';

/** Raw scores: a row per text. */
export interface Scores {
  /** Flat. */
  readonly data: Float32Array;
  readonly dims: readonly [texts: number, scores: number];
}

/** How many rows are scored at once. */
const rowsAtOnce = 4096;

/** Scores of features by a head, in ONNX Runtime: a module such as onnxruntime-web, or that inside a pipeline. */
export async function scoreFeatures(runtime: HeadRuntime, head: TrainedHead, features: Features): Promise<Scores> {
  const { InferenceSession, Tensor } = ortOf('runtime', runtime);
  checkFeatures('features', features);
  const [rows, width] = features.dims;
  const model = headModel(head);
  if (width !== head.inputSize)
    throw new LossmithShapeError('features', features.dims, [rows, head.inputSize], 'the head was trained on others');
  const data = new Float32Array(rows * head.outputSize);
  const session = await InferenceSession.create(model, sessionOptions);
  for (let start = 0; start < rows; start += rowsAtOnce) {
    const part = features.data.subarray(start * width, (start + rowsAtOnce) * width);
    const results = await session.run({ features: new Tensor('float32', part, [part.length / width, width]) });
    data.set(results.scores?.data as Float32Array, start * head.outputSize);
  }
  await session.release?.();
  return { data, dims: [rows, head.outputSize] };
}
