import { checkHostInputs } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { runnerFor } from '../dist/program-runner.js';

/** Data on the host as tensors [examples, i, j]; a parameter is one number, or one per example. */
function tensorOf(values, axes, examples, items) {
  const shape = [values.length === 1 ? 1 : examples, axes === '' ? 1 : items, 1];
  return tf.tensor(Float32Array.from(values), shape, 'float32');
}

/** A tfjs backend, and a way to run on it, as the kit sees them. The artifact keeps its program beside it, to check data against. */
export function subject(runtime, execution) {
  const { backend } = runnerFor(runtime, execution);
  const emit = (program) => ({ program, call: backend.emit(program) });
  const run = async ({ program, call }, inputs) => {
    checkHostInputs(program, inputs);
    if (tf.getBackend() !== runtime) await tf.setBackend(runtime);
    const { examples, items, data } = inputs;
    return tf.tidy(() => {
      const parameters = program.parameters.map(({ name, value }) => [
        name,
        tensorOf(data[name] ?? [value], '', examples, items),
      ]);
      const tensors = program.inputs.map(({ name, axes }) => [name, tensorOf(data[name], axes, examples, items)]);
      const results = call({ examples, items, data: Object.fromEntries([...tensors, ...parameters]) });
      return Object.fromEntries(Object.entries(results).map(([name, x]) => [name, x.dataSync()]));
    });
  };
  return { backend: { ...backend, emit }, run, precision: 'float32' };
}
