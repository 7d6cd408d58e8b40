/** Fused shaders for tfjs' webgpu backend. Entry point '@lossmith/tfjs/webgpu'; bundles that do not import it hold no shader. */
import * as tf from '@tensorflow/tfjs-core';
import type { TfjsExecutionEntry } from './program-runner.js';
import { isOnGpu, tfjsWebgpuBackend } from './webgpu-backend.js';

/**
 * For `compileTfjs(loss, { execution: webgpu })`: on tfjs' webgpu backend a loss is one compute shader over the buffers of tensors;
 * on other backends it is as with 'auto'.
 */
export const webgpu: TfjsExecutionEntry = Object.freeze({
  type: 'lossmith.tfjsExecution' as const,
  version: 1 as const,
  name: 'webgpu',
  runnerFor: (runtime: string) =>
    isOnGpu() ? { backend: tfjsWebgpuBackend(runtime), sums: true, multiply: tf.mul } : undefined,
});
