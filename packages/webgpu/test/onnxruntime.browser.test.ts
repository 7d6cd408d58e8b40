import * as ort from 'onnxruntime-web/webgpu';
import { expect, test } from 'vitest';
import { createKernel, evaluate, links, losses } from '../src/index.js';
import { doubleModel } from './double-model.ts';
import { bufferOf, submitted, testDevice } from './gpu.ts';
import { expectClose, wave } from './numbers.ts';

const count = 1000;
const sinh = losses.matching(links.sinh({ rate: 0.5 }));

test('a kernel reads what onnxruntime-web leaves in a buffer, and onnxruntime-web reads its gradient', async () => {
  const device = await testDevice();
  ort.env.wasm.wasmPaths = `${location.origin}/node_modules/onnxruntime-web/dist/`;
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(doubleModel(), {
    executionProviders: [{ name: 'webgpu', device } as ort.InferenceSession.WebGpuExecutionProviderOption],
    preferredOutputLocation: 'gpu-buffer',
  });
  const double = async (buffer: GPUBuffer) => {
    const x = ort.Tensor.fromGpuBuffer(buffer as never, { dataType: 'float32', dims: [count] });
    const { y } = await session.run({ x });
    return y as ort.Tensor;
  };
  const [halved, target] = [wave(count).map((x) => x / 2), wave(count, 0.3)];
  const predicted = await double(bufferOf(device, halved));
  expect(predicted.location).toBe('gpu-buffer');

  const kernel = await createKernel(device, sinh);
  const buffers = {
    predicted: predicted.gpuBuffer as unknown as GPUBuffer,
    target: bufferOf(device, target),
    gradient: bufferOf(device, 4 * count),
    loss: bufferOf(device, 4),
    shape: [count],
  };
  await submitted(device, (encoder) => kernel.encode(encoder, buffers));
  const exact = evaluate(sinh, { predicted: wave(count), target, shape: [count] }, { reduction: 'mean' });
  const twice = (await (await double(buffers.gradient)).getData()) as Float32Array;
  expectClose(
    twice,
    exact.gradient.map((x) => 2 * x),
    3e-6,
  );
  kernel.dispose();
  await session.release();
});
