import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients that the textbook formula needs
import { globals } from 'webgpu';

/** tfjs on the given device. Its backend takes WebGPU and its flags from the globals of a page. */
export async function tfjsOn(gpu, device, info) {
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  tf.env().set('WEBGPU_CPU_HANDOFF_SIZE_THRESHOLD', 0);
  tf.registerBackend('shared', () => new WebGPUBackend(device, info));
  tf.copyRegisteredKernels('webgpu', 'shared');
  await tf.setBackend('shared');
  return tf;
}
