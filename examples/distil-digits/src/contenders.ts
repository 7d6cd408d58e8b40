import { type Loss, links, losses } from '@lossmith/tfjs';

/** One way to set a loss up: validation images choose among the settings of a contender. */
export interface Setting {
  readonly loss: Loss;
  readonly learningRate: number;
}

export interface Contender {
  readonly name: string;
  /** What the student is shown: the labels, or the teacher's scores. */
  readonly learnsFrom: 'labels' | 'teacher';
  /** Four for each, so that none is tuned harder than another. */
  readonly settings: readonly Setting[];
}

type Four<Value> = readonly [Value, Value, Value, Value];

/** The same learning rate for all that learn from the teacher: of 0.005, 0.02 and 0.03 it did best for Hinton's loss on seed 1. */
const tuned = <Value>(values: Four<Value>, lossOf: (value: Value) => Loss): Setting[] =>
  values.map((value) => ({ loss: lossOf(value), learningRate: 0.03 }));

/**
 * T(z) = e^{rate·z}/rate, whose slope is 1 at score 0, and 2.7 at score 20 for rate 0.05: near the teacher's highest score. The
 * higher the rate, the higher the temperature that is needed, since τ is in units of T.
 */
const transforms: Four<{ readonly rate: number; readonly temperature: number }> = [
  { rate: 0.03, temperature: 8 },
  { rate: 0.05, temperature: 8 },
  { rate: 0.05, temperature: 16 },
  { rate: 0.1, temperature: 40 },
];

const composite = (form: 'matching' | 'divergence') =>
  tuned(transforms, ({ rate, temperature }) =>
    losses.distillation({ transform: links.exp({ rate, amplitude: 1 / rate }), form, temperature }),
  );

export const contenders: readonly Contender[] = [
  {
    name: 'labels alone',
    learnsFrom: 'labels',
    settings: [0.005, 0.01, 0.02, 0.03].map((learningRate) => ({
      loss: losses.softmax({ target: 'label' }),
      learningRate,
    })),
  },
  {
    name: 'Hinton',
    learnsFrom: 'teacher',
    settings: tuned([2, 4, 8, 16], (temperature) => losses.distillation({ temperature })),
  },
  { name: 'composite, matching', learnsFrom: 'teacher', settings: composite('matching') },
  { name: 'composite, divergence', learnsFrom: 'teacher', settings: composite('divergence') },
];
