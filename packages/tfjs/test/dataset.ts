import * as tf from '@tensorflow/tfjs-core';
import type * as keras from '@tensorflow/tfjs-layers';

type Dataset = Parameters<keras.Sequential['fitDataset']>[0];

/** One batch, as what tf.data gives, as far as tfjs-layers looks. */
export function datasetOf(xs: readonly number[][], ys: tf.Tensor): Dataset {
  const batches = () => {
    const left = [{ value: { xs: tf.tensor2d(xs as number[][]), ys: tf.clone(ys) }, done: false }];
    return { next: async () => left.pop() ?? { value: null, done: true } };
  };
  return { iterator: async () => batches(), size: 1 } as unknown as Dataset;
}
