import type { Loss } from '@lossmith/onnx';
import { type TrainingState, trainingStep, type Values } from '@lossmith/onnx/training';
import { HIDDEN_UNITS } from '@lossmith-examples/flight-delays/model';
import { shuffledIndices } from '@lossmith-examples/flight-delays/shuffle';
import { BATCH, LEARNING_RATE } from '@lossmith-examples/flight-delays/train';
import type { Examples } from '@lossmith-examples/flight-delays/training-data';
import * as ort from 'onnxruntime-web';

export interface HeadPlan {
  readonly seed: number;
  readonly epochs: number;
  /** Parameters to start from. Default: those of the seed. */
  readonly initial?: TrainingState;
}

const tensor = ({ data, dims }: Values) => new ort.Tensor('float32', data, dims);

/** The chosen rows of a table. */
function pickRows(values: Float32Array, width: number, rows: Int32Array): Float32Array {
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, place) => {
    picked.set(values.subarray(row * width, (row + 1) * width), place * width);
  });
  return picked;
}

/** The step of the demo's network: one hidden layer, Adam. */
const stepFor = (width: number, loss: Loss) =>
  trainingStep({ inputSize: width, hidden: [HIDDEN_UNITS], outputSize: 1, optimizer: 'adam' }, loss);

/** Trains the demo's network in onnxruntime-web, on the demo's batches; returns the bytes of the trained model. */
export async function trainHead(loss: Loss, examples: Examples, plan: HeadPlan): Promise<Uint8Array> {
  const { features, scores, width } = examples;
  const targets = Float32Array.from(scores);
  const training = stepFor(width, loss);
  const session = await ort.InferenceSession.create(training.bytes);
  const initial = { ...training.initialize(plan.seed), ...plan.initial };
  let state: Record<string, ort.Tensor> = Object.fromEntries(
    Object.entries(initial).map(([name, values]) => [name, tensor(values)]),
  );
  const learningRate = new ort.Tensor('float32', Float32Array.of(LEARNING_RATE), []);

  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    const order = shuffledIndices(scores.length, plan.seed * 1000 + epoch);
    for (let start = 0; start + BATCH <= order.length; start += BATCH) {
      const rows = order.subarray(start, start + BATCH);
      const batch = {
        features: tensor({ data: pickRows(features, width, rows), dims: [BATCH, width] }),
        target: tensor({ data: pickRows(targets, 1, rows), dims: [BATCH] }),
      };
      const results = await session.run({ ...batch, learningRate, ...state });
      state = training.next(results);
    }
  }
  await session.release();
  return training.exportInference(state);
}
