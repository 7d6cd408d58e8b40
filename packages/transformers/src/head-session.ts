import type { OrtRuntime, OrtTensor } from '@lossmith/onnx';
import type { TrainingState, TrainingStep } from '@lossmith/onnx/training';
import type { Feeds } from './head-examples.js';
import type { Feed } from './head-targets.js';

export type HeadState = TrainingState<OrtTensor>;

/** A training step in ONNX Runtime. */
export interface HeadSession {
  readonly start: HeadState;
  /** The state after a step, and the loss of the batch before it. */
  step(state: HeadState, feeds: Feeds): Promise<{ readonly state: HeadState; readonly loss: number }>;
  /** Scores of features. */
  scores(state: HeadState, features: Feed): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Heads are small: threads would wait for each other longer than they work, and sums of one thread have one order. */
export const sessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1 };

/** Sessions of the step and of scoring; states stay in tensors of the runtime. */
export async function headSession(
  { InferenceSession, Tensor }: OrtRuntime,
  training: TrainingStep,
  { seed, learningRate }: { readonly seed: number; readonly learningRate: number },
): Promise<HeadSession> {
  const tensor = ({ type, data, dims }: Feed) => new Tensor(type, data, dims);
  const tensors = (feeds: Feeds) =>
    Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensor(feed)]));
  const rate = tensor({ type: 'float32', data: Float32Array.of(learningRate), dims: [] });
  const stepping = await InferenceSession.create(training.bytes, sessionOptions);
  const scoring = await InferenceSession.create(training.scoring, sessionOptions);
  const names = Object.keys(training.initialize(seed)).filter((name) => /\.(weight|bias)$/.test(name));
  return {
    start: Object.fromEntries(
      Object.entries(training.initialize(seed)).map(([name, values]) => [name, tensor({ type: 'float32', ...values })]),
    ),
    async step(state, feeds) {
      const results = await stepping.run({ ...tensors(feeds), learningRate: rate, ...state });
      const { loss } = results as Readonly<Record<'loss', OrtTensor>>;
      return { state: training.next(results), loss: (loss.data as Float32Array)[0] as number };
    },
    async scores(state, features) {
      const parameters = Object.fromEntries(names.map((name) => [name, state[name]]));
      const { scores } = await scoring.run({ features: tensor(features), ...parameters });
      return scores?.data as Float32Array;
    },
    async close() {
      await stepping.release?.();
      await scoring.release?.();
    },
  };
}

/** The parameters of a state, copied out of the runtime. */
export function parametersOf(state: HeadState) {
  const own = Object.entries(state).filter(([name]) => /\.(weight|bias)$/.test(name));
  return Object.fromEntries(
    own.map(([name, { data, dims }]) => [name, { data: Float32Array.from(data as Float32Array), dims: [...dims] }]),
  );
}
