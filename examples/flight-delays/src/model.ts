import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';

export const HIDDEN_UNITS = 16;

/** One hidden layer. The seed fixes the initial weights, so that every loss starts from the same place. */
export function createModel(inputWidth: number, seed: number): LayersModel {
  const weights = (layer: number) => initializers.glorotUniform({ seed: seed * 2 + layer });
  return sequential({
    layers: [
      layers.dense({
        inputShape: [inputWidth],
        units: HIDDEN_UNITS,
        activation: 'relu',
        kernelInitializer: weights(0),
      }),
      layers.dense({ units: 1, kernelInitializer: weights(1) }),
    ],
  });
}
