import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { checkHostInputs } from '@lossmith/core/backend';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { executorFor } from './dist/execution.js';

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${dirname(packageFile)}/wasm-out/`);

/** Data on the host as tensors [rows, i, j]; a parameter is one number, or one per row. */
function tensorOf(values, axes, examples, items) {
  const shape = [values.length === 1 ? 1 : examples, axes === '' ? 1 : items, 1];
  return tf.tensor(Float32Array.from(values), shape, 'float32');
}

/** The artifact keeps its program beside it, to check data against. */
function subject(runtime, execution) {
  const { backend } = executorFor(runtime, execution);
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

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default [subject('cpu', 'ops'), subject('wasm', 'ops'), subject('cpu', 'wasm'), subject('wasm', 'wasm')];
