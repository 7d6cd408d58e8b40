import { flushedLimits } from '@lossmith/conformance';
import { checkHostInputs } from '@lossmith/core/backend';
import { makeHostExecutor } from './dist/host-executor.js';
import { createKernel, webgpuBackend } from './dist/index.js';
import { makeProgramKernel } from './dist/program-kernel.js';

/** The browser's WebGPU, or Dawn's in Node. */
async function deviceHere() {
  const gpu = globalThis.navigator?.gpu ?? (await (await import('./test/software-gpu.mjs')).nodeGpu());
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error('no GPUAdapter');
  // LambdaRank with a mask and a weight binds more buffers than every device has.
  const { maxStorageBuffersPerShaderStage } = adapter.limits;
  return adapter.requestDevice({ requiredLimits: { maxStorageBuffersPerShaderStage } });
}

let device;
/** Executors by the text of their shader and the defaults of what is open in it: the kit compiles the same losses many times, which is slow without a GPU. */
const executors = new Map();

async function executorOf({ program, module }) {
  device ??= deviceHere();
  const key = `${module.code} ${JSON.stringify(program.parameters)}`;
  const made =
    executors.get(key) ?? device.then((own) => makeProgramKernel(own, program, module)).then(makeHostExecutor);
  executors.set(key, made);
  return made;
}

/** Calls of one executor wait for each other, over the data as they are when they are called. */
const last = new Map();

function inTurn(code, call) {
  const next = (last.get(code) ?? Promise.resolve()).then(call);
  last.set(
    code,
    next.catch(() => undefined),
  );
  return next;
}

/** @type {import('@lossmith/conformance').Subject<import('./dist/index.js').WgslArtifact>} */
export default {
  backend: webgpuBackend,
  async run(artifact, inputs) {
    checkHostInputs(artifact.program, inputs);
    const data = structuredClone(inputs.data);
    return inTurn(artifact.module.code, async () =>
      (await executorOf(artifact)).execute({ ...inputs, data, outputs: {} }),
    );
  },
  async createKernel(loss, options) {
    device ??= deviceHere();
    return createKernel(await device, loss, options);
  },
  precision: 'float32',
  knownDeviations: flushedLimits('https://www.w3.org/TR/WGSL/#differences-from-ieee754'),
};
