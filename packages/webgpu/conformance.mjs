import { checkHostInputs } from '@lossmith/core/backend';
import { makeHostKernel } from './dist/host-kernel.js';
import { webgpuBackend } from './dist/index.js';
import { makeProgramKernel } from './dist/program-kernel.js';
import { nodeGpu } from './test/software-gpu.mjs';

/** Kernels by the text of their shader: the kit compiles the same losses many times, which is slow without a GPU. */
const kernels = new Map();

export default async function subject() {
  const adapter = await (await nodeGpu()).requestAdapter();
  if (adapter === null) throw new Error('no GPUAdapter');
  const device = await adapter.requestDevice();
  const kernelOf = ({ program, module }) => {
    const made = kernels.get(module.code) ?? makeProgramKernel(device, program, module).then(makeHostKernel);
    kernels.set(module.code, made);
    return made;
  };
  return {
    backend: webgpuBackend,
    async run(artifact, inputs) {
      checkHostInputs(artifact.program, inputs);
      return (await kernelOf(artifact)).run(inputs);
    },
    precision: 'float32',
  };
}
