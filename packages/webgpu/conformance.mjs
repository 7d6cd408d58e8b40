import { checkHostInputs } from '@lossmith/core/backend';
import { makeHostKernel } from './dist/host-kernel.js';
import { webgpuBackend } from './dist/index.js';
import { makeProgramKernel } from './dist/program-kernel.js';
import { knownDeviations } from './known-deviations.mjs';

/** The browser's WebGPU, or Dawn's in Node. */
async function deviceHere() {
  const gpu = globalThis.navigator?.gpu ?? (await (await import('./test/software-gpu.mjs')).nodeGpu());
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error('no GPUAdapter');
  return adapter.requestDevice();
}

let device;
/** Kernels by the text of their shader and the defaults of what is open in it: the kit compiles the same losses many times, which is slow without a GPU. */
const kernels = new Map();

function kernelOf({ program, module }) {
  device ??= deviceHere();
  const key = `${module.code} ${JSON.stringify(program.parameters)}`;
  const made = kernels.get(key) ?? device.then((own) => makeProgramKernel(own, program, module)).then(makeHostKernel);
  kernels.set(key, made);
  return made;
}

/** @type {import('@lossmith/conformance').Subject<import('./dist/index.js').WgslArtifact>} */
export default {
  backend: webgpuBackend,
  async run(artifact, inputs) {
    checkHostInputs(artifact.program, inputs);
    return (await kernelOf(artifact)).run(inputs);
  },
  precision: 'float32',
  knownDeviations,
};
