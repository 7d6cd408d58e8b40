import type { LossSpec } from '@lossmith/core';
import { lossCode } from './builders.js';
import { type Example, predictedCode, shapeCode, targetCode } from './example.js';

/** Where a loss runs in JavaScript. */
export type Stack = 'core' | 'tfjs' | 'onnx' | 'webgpu' | 'wasm';

export const stackTitles: Readonly<Record<Stack, string>> = {
  core: 'Core',
  tfjs: 'TensorFlow.js',
  onnx: 'ONNX',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
};

const imports: Readonly<Record<Stack, string>> = {
  core: "import { evaluate, links, losses } from '@lossmith/core';",
  tfjs: `import '@tensorflow/tfjs-backend-cpu';
import { compileTfjs, links, losses } from '@lossmith/tfjs';
import { TENSOR } from '@tensorflow/tfjs-core';`,
  onnx: `import * as ort from 'onnxruntime-web';
import { compileOnnx, links, losses } from '@lossmith/onnx';`,
  webgpu: "import { createKernel, links, losses, requestDevice } from '@lossmith/webgpu';",
  wasm: "import { createKernel, links, losses } from '@lossmith/wasm';",
};

/** Sets `loss` and `gradient` of the mean; `predicted`, `target` and `shape` are there. */
const bodies: Readonly<Record<Stack, string>> = {
  core: "const { loss, gradient } = evaluate(designed, { predicted, target }, { reduction: 'mean' });",
  tfjs: `const mean = compileTfjs(designed, { reduction: 'mean' }); // model.compile takes compileTfjs(designed)
const parts = mean.parts(TENSOR(target), TENSOR(predicted));
const [loss, gradient] = [parts.loss.dataSync(), parts.gradient.dataSync()];`,
  onnx: `const { bytes } = compileOnnx(designed); // what stands in the file loss.onnx
const session = await ort.InferenceSession.create(bytes);
const tensor = (scores) => new ort.Tensor('float32', Float32Array.from(scores.flat()), SHAPE);
const results = await session.run({ predicted: tensor(predicted), target: tensor(target) });
const [loss, gradient] = [results.loss.data, results.gradient.data];`,
  webgpu: `const kernel = await createKernel(await requestDevice(), designed);
const { loss, gradient } = await kernel.run({ predicted, target });
await kernel.dispose();`,
  wasm: `const kernel = createKernel(designed);
const { loss, gradient } = kernel.run({ predicted, target });
kernel.dispose();`,
};

/** A module that runs as it is, and prints the mean loss and its gradient. */
export function stackCode(stack: Stack, spec: LossSpec, example: Example): string {
  const tensor = example.isRow ? 'tensor2d' : 'tensor1d';
  const body = bodies[stack].replaceAll('TENSOR', tensor).replace('SHAPE', shapeCode(example));
  return `${imports[stack].replace('TENSOR', tensor)}

const designed = ${lossCode(spec)};
const predicted = ${predictedCode(example)};
const target = ${targetCode(example)};

${body}
console.log(JSON.stringify({ loss: loss[0], gradient: Array.from(gradient) }));
`;
}
