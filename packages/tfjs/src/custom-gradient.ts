import * as tf from '@tensorflow/tfjs-core';

type Gradients = tf.Tensor | tf.Tensor[];
/** The derivatives of a function, by each of its inputs, from what flows back and what was saved. */
export type Gradient = (upstream: tf.Tensor, saved: tf.Tensor[]) => Gradients;
type Save = (tensors: tf.Tensor[]) => void;

/**
 * tfjs differentiates the clones that `save` makes through Cast. With tfjs-core alone no gradient of any op is registered,
 * so derivatives beyond the second would miss this one.
 */
export function registerCastGradient(): void {
  if (tf.getGradient('Cast') !== undefined) return;
  tf.registerGradient({ kernelName: 'Cast', gradFunc: (dy) => ({ x: () => tf.cast(dy as tf.Tensor, 'float32') }) });
}

/** tf.customGrad with the saving function apart from the inputs. */
export function withGradient(
  inputs: readonly tf.Tensor[],
  forward: (inputs: readonly tf.Tensor[], save: Save) => { value: tf.Tensor; gradFunc: Gradient },
): tf.Tensor {
  const call = tf.customGrad((...args: (tf.Tensor | Save)[]) => {
    const save = args[args.length - 1] as Save;
    return forward(args.slice(0, -1) as tf.Tensor[], save);
  });
  return call(...inputs);
}
