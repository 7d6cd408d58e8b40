import { checkHostInputs } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { compileTfjs } from '../dist/index.js';
import { runnerFor } from '../dist/program-runner.js';

/** Data on the host as tensors [examples, i, j]; a parameter is one number, or one per example. */
function tensorOf(values, axes, examples, items) {
  const shape = [values.length === 1 ? 1 : examples, axes === '' ? 1 : items, 1];
  return tf.tensor(Float32Array.from(values), shape, 'float32');
}

/** Types of tensors for the arrays of the kit: labels and masks have their own. */
const typeOf = (data) => (data instanceof Int32Array ? 'int32' : data instanceof Uint8Array ? 'bool' : 'float32');

/** A loss as users compile it, over tensors of whatever shape. */
function tensorLoss(execution, loss, { reduction }) {
  const { parts } = compileTfjs(loss, { reduction, execution });
  const run = (tensors) =>
    tf.tidy(() => {
      const made = Object.entries(tensors).map(([name, { data, shape }]) => [
        name,
        tf.tensor(data, shape, typeOf(data)),
      ]);
      const { predicted, target, weight, mask } = Object.fromEntries(made);
      const results = parts(target, predicted, weight, mask);
      return { loss: results.loss.dataSync(), gradient: results.gradient.dataSync() };
    });
  return { run, dispose: () => undefined };
}

/** A tfjs backend, and a way to run on it, as the kit sees them. The artifact keeps its program beside it, to check data against. */
export function subject(runtime, execution) {
  const { backend } = runnerFor(runtime, execution);
  const emit = (program) => ({ program, call: backend.emit(program) });
  const begin = async () => {
    if (tf.getBackend() !== runtime) await tf.setBackend(runtime);
  };
  const run = async ({ program, call }, inputs) => {
    checkHostInputs(program, inputs);
    await begin();
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
  const compileTensorLoss = async (loss, options) => {
    await begin();
    return tensorLoss(execution, loss, options);
  };
  return { backend: { ...backend, emit }, run, compileTensorLoss, precision: 'float32' };
}
