/** The browser's WebGPU, or in Node that of Dawn. Without an adapter tests fail. */
export async function testGpu(): Promise<GPU> {
  if (globalThis.navigator?.gpu !== undefined) return navigator.gpu;
  const { nodeGpu } = await import('./software-gpu.mjs');
  return nodeGpu();
}

export async function testDevice(descriptor: GPUDeviceDescriptor = {}): Promise<GPUDevice> {
  const adapter = await (await testGpu()).requestAdapter();
  if (adapter === null) throw new Error('no GPUAdapter for the tests');
  return adapter.requestDevice(descriptor);
}

const usage = 0x80 | 0x8 | 0x4; // GPUBufferUsage.STORAGE | COPY_DST | COPY_SRC

type Words = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A storage buffer with these contents, or of so many bytes. */
export function bufferOf(device: GPUDevice, contents: Words | number, more = 0): GPUBuffer {
  const size = typeof contents === 'number' ? contents : contents.byteLength;
  const buffer = device.createBuffer({ size: Math.max(4, size), usage: usage | more });
  if (typeof contents !== 'number') device.queue.writeBuffer(buffer, 0, contents);
  return buffer;
}

/** Words of a buffer, read back. */
export async function bytesIn(device: GPUDevice, buffer: GPUBuffer): Promise<ArrayBuffer> {
  const staging = device.createBuffer({ size: buffer.size, usage: 0x1 | 0x8 });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(1);
  const copy = staging.getMappedRange().slice(0);
  staging.destroy();
  return copy;
}

export const numbersIn = async (device: GPUDevice, buffer: GPUBuffer): Promise<number[]> => [
  ...new Float32Array(await bytesIn(device, buffer)),
];

/** Encodes with `encode`, submits, and gives what the validation of the device said. */
export async function submitted(device: GPUDevice, encode: (encoder: GPUCommandEncoder) => void): Promise<void> {
  device.pushErrorScope('validation');
  const encoder = device.createCommandEncoder();
  encode(encoder);
  device.queue.submit([encoder.finish()]);
  const error = await device.popErrorScope();
  if (error !== null) throw new Error(error.message);
}
