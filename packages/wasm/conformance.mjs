import { wasmBackend } from './dist/backend.js';

const subject = (data, arithmetic) => ({
  backend: wasmBackend({ data, arithmetic }),
  run: (artifact, inputs) => artifact.run(inputs),
  precision: data,
});

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default [subject('float32', 'float64'), subject('float64', 'float64'), subject('float32', 'float32')];
