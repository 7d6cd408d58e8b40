import { wasmBackend } from './dist/backend.js';
import { createKernel } from './dist/index.js';

const subject = (data, arithmetic) => ({
  backend: wasmBackend({ data, arithmetic }),
  run: (artifact, inputs) => artifact.run(inputs),
  createKernel: (loss, options) => createKernel(loss, { ...options, data, precision: arithmetic }),
  precision: data,
});

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default [subject('float32', 'float32'), subject('float64', 'float64'), subject('float32', 'float64')];
