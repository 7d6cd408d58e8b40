import { compileLoss, kernelOf, kernelProgramOptions, primitives, referenceBackend } from '@lossmith/core/backend';
import { float32Limits, float64Limits } from './dist/index.js';

/** Every step rounded to float32, primitive operations only: what core's programs for that precision are worth. */
function roundedReference() {
  const backend = referenceBackend('float32');
  const lowerings = Object.fromEntries(
    Object.entries(backend.lowerings).filter(([op]) => Object.hasOwn(primitives, op)),
  );
  return { ...backend, name: 'core, every step in float32', lowerings };
}

const run = (artifact, inputs) => artifact.run(inputs);

/** The reference evaluator as a kernel. */
function createKernel(loss, options) {
  const backend = referenceBackend();
  const settings = { precision: 'float64', ...kernelProgramOptions(loss, options, { parameters: 'constants' }) };
  const program = compileLoss(backend, loss, settings);
  const artifact = backend.emit(program);
  return kernelOf(loss, program, {
    array: Float64Array,
    execute: (call) => artifact.run(call),
    dispose: () => undefined,
  });
}

/** @type {import('./src/subject.js').Subject<any>[]} */
export default [
  { backend: referenceBackend(), run, createKernel, precision: 'float64', knownDeviations: float64Limits },
  { backend: roundedReference(), run, precision: 'float32', knownDeviations: float32Limits },
];
