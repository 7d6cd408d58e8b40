import * as tf from '@tensorflow/tfjs-core';

/** The tfjs kernel under which whole programs run, so that tfjs counts and profiles what they make. */
const kernelName = 'LossmithProgram';

/** Makes results of inputs, on the backend in use. */
type Run<Backend> = (inputs: Readonly<Record<string, tf.TensorInfo>>, backend: Backend) => tf.TensorInfo[];

function register(runtime: string): void {
  if (tf.getKernel(kernelName, runtime) !== undefined) return;
  tf.registerKernel({
    kernelName,
    backendName: runtime,
    kernelFunc: ({ inputs, attrs, backend }) =>
      (attrs as unknown as { run: Run<unknown> }).run(inputs as Record<string, tf.TensorInfo>, backend),
  });
}

/** Runs a function as a kernel of the tfjs backend of that name, which is the one in use. */
export function runAsKernel<Backend>(
  runtime: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  run: Run<Backend>,
): tf.Tensor[] {
  register(runtime);
  return tf.engine().runKernel(kernelName, inputs, { run } as unknown as tf.NamedAttrMap) as tf.Tensor[];
}
