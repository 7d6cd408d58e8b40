import { wasmBackend } from './dist/backend.js';

const kink = {
  case: 'values/scores/matching(clip({ threshold: 1.5, amplitude: 1.7, rate: 0.3, center: 0.1 }))',
  size: 150_000,
  reason: 'the kink, 0.1 − 1.5/0.3, is no float64 number; the same as in the reference evaluator',
  reference: 'ARCHITECTURE.md, departure 2',
};

const subject = (data, arithmetic, knownDeviations = []) => ({
  backend: wasmBackend({ data, arithmetic }),
  run: (artifact, inputs) => artifact.run(inputs),
  precision: data,
  knownDeviations,
});

/** @type {import('@lossmith/conformance').Subject<any>[]} */
export default [subject('float32', 'float64'), subject('float64', 'float64', [kink]), subject('float32', 'float32')];
