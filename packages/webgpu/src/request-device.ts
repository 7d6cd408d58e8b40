import { LossmithDeviceError, LossmithLimitError } from './errors.js';

const advice = 'use a browser and machine with WebGPU (https://webgpureport.org tells), or another backend of Lossmith';

async function adapterOf(gpu: GPU | undefined): Promise<GPUAdapter> {
  if (gpu === undefined) throw new LossmithDeviceError('no-adapter', 'there is no WebGPU here (navigator.gpu)', advice);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new LossmithDeviceError('no-adapter', 'WebGPU has no GPUAdapter here', advice);
  return adapter;
}

/**
 * A GPU device for kernels, with the limits they need (see `requiredLimits`). `gpu` is `navigator.gpu` unless given. Throws
 * `LossmithDeviceError` without an adapter, `LossmithLimitError` where the adapter has less.
 */
export async function requestDevice(
  limits: Readonly<Record<string, number>> = {},
  gpu: GPU | undefined = globalThis.navigator?.gpu,
): Promise<GPUDevice> {
  const adapter = await adapterOf(gpu);
  for (const [name, requested] of Object.entries(limits)) {
    const allowed = adapter.limits[name as keyof GPUSupportedLimits] as number | undefined;
    if (allowed !== undefined && requested > allowed)
      throw new LossmithLimitError(name, 'the call', requested, allowed, 'give less data at once');
  }
  return adapter.requestDevice({ requiredLimits: { ...limits } });
}
