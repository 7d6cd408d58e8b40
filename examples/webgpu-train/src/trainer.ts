import { createKernel, type Loss } from '@lossmith/webgpu';
import type { Examples } from './data.js';
import { createModel, weightCount } from './model.js';

export interface Progress {
  /** The mean loss before the last step. */
  readonly loss: number;
  readonly weights: Float32Array;
}

export interface Trainer {
  /** Takes so many steps on the GPU, and reads back the loss and the weights. */
  train(steps: number): Promise<Progress>;
}

/** Everything stays on the GPU: the loss reads the model's scores and writes its gradient over them. */
export async function createTrainer(
  device: GPUDevice,
  loss: Loss,
  { x, observed }: Examples,
  rate: number,
): Promise<Trainer> {
  const kernel = await createKernel(device, loss, { inPlace: true, parameters: 'constants' });
  const model = createModel(device, x, rate);
  const target = device.createBuffer({
    size: observed.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(target, 0, observed);
  const mean = device.createBuffer({ size: 4, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const size = 4 + 4 * weightCount;
  const readable = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  return {
    async train(steps) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (let step = 0; step < steps; step += 1) {
        model.predict(pass);
        kernel.encode(pass, { predicted: model.scores, target, loss: mean });
        model.descend(pass);
      }
      pass.end();
      encoder.copyBufferToBuffer(mean, 0, readable, 0, 4);
      encoder.copyBufferToBuffer(model.weights, 0, readable, 4, 4 * weightCount);
      device.queue.submit([encoder.finish()]);
      await readable.mapAsync(GPUMapMode.READ);
      const [first, ...weights] = new Float32Array(readable.getMappedRange());
      readable.unmap();
      return { loss: first as number, weights: Float32Array.from(weights) };
    },
  };
}
