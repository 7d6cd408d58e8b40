import { createKernel } from '../dist/index.js';

/** A kernel over arrays of the host, writing to the same array every time. */
export function kernelRun(loss, predicted, target, shape, options) {
  const kernel = createKernel(loss, options);
  const outputs = { gradient: new Float32Array(predicted.length) };
  return () => kernel.run({ predicted, target, shape }, outputs);
}

/** A kernel over arrays in its own memory. */
export function allocatedRun(loss, predicted, target, shape, options) {
  const kernel = createKernel(loss, options);
  const { inputs, outputs } = kernel.allocate(shape);
  inputs.predicted.set(predicted);
  inputs.target.set(target);
  return () => kernel.run(inputs, outputs);
}
