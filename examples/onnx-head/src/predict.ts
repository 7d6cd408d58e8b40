import type { OrtRuntime } from '@lossmith/onnx';
import type { Examples } from '@lossmith-examples/flight-delays/training-data';

/** Scores of a trained model, in any ONNX Runtime. */
export async function predict(
  { InferenceSession, Tensor }: OrtRuntime,
  model: Uint8Array,
  { features, scores, width }: Examples,
): Promise<Float32Array> {
  const session = await InferenceSession.create(model);
  const results = await session.run({ features: new Tensor('float32', features, [scores.length, width]) });
  await session.release?.();
  return results.scores?.data as Float32Array;
}
