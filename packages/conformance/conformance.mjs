import { primitives, referenceBackend } from '@lossmith/core/backend';
import { float32Limits } from './dist/index.js';

/** Every step rounded to float32, primitive operations only: what core's programs for that precision are worth. */
function roundedReference() {
  const backend = referenceBackend('float32');
  const lowerings = Object.fromEntries(
    Object.entries(backend.lowerings).filter(([op]) => Object.hasOwn(primitives, op)),
  );
  return { ...backend, name: 'core, every step in float32', lowerings };
}

const run = (artifact, inputs) => artifact.run(inputs);

const kink = {
  case: 'values/scores/matching(clip({ threshold: 1.5, amplitude: 1.7, rate: 0.3, center: 0.1 }))',
  size: 150_000,
  reason:
    'the kink, 0.1 − 1.5/0.3, is no float64 number; next to it a loss is the square of a distance of 1e-7, which the rounding of ' +
    'the kink by 4e-16 changes by 1e-8. Rounding the rate alone does as much',
  reference: 'ARCHITECTURE.md, departure 2',
};

/** @type {import('./src/subject.js').Subject<any>[]} */
export default [
  { backend: referenceBackend(), run, precision: 'float64', knownDeviations: [kink] },
  { backend: roundedReference(), run, precision: 'float32', knownDeviations: float32Limits },
];
