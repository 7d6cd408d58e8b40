import { type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { type Digits, PIXELS } from './digits.js';

export const CLASSES = 10;

/** One hidden layer. The seed fixes the initial weights. Scores come out: the losses have the Softmax in them. */
export function createNetwork(hidden: number, seed: number): LayersModel {
  const kernel = (layer: number) => initializers.glorotUniform({ seed: seed * 2 + layer });
  return sequential({
    layers: [
      layers.dense({ inputShape: [PIXELS], units: hidden, activation: 'relu', kernelInitializer: kernel(0) }),
      layers.dense({ units: CLASSES, kernelInitializer: kernel(1) }),
    ],
  });
}

/** Ten scores per image. */
export const scoresOf = (network: LayersModel, { pixels, labels }: Digits): Float32Array =>
  tidy(() => {
    const images = tensor2d(pixels, [labels.length, PIXELS]);
    return (network.apply(images) as Tensor).dataSync<'float32'>();
  });
