import type { Backend, Program } from '@lossmith/core/backend';
import {
  type Buffers,
  type ProgramKernel,
  partOfProgram,
  programKernelNow,
  type WgslArtifact,
  webgpuBackendFor,
} from '@lossmith/webgpu/programs';
import * as tf from '@tensorflow/tfjs-core';
import { shapeOf } from './program-shapes.js';
import { runAsKernel } from './run-as-kernel.js';
import type { ProgramTensors, TfjsArtifact } from './tfjs-backend.js';

/** What is used of tfjs' webgpu backend; all of it is in its declarations. */
interface GpuBackend {
  readonly device: GPUDevice;
  readonly tensorMap: { get(dataId: object): { readonly dtype: string; readonly resource?: GPUBuffer } };
  makeTensorInfo(shape: number[], dtype: 'float32'): tf.TensorInfo;
  uploadToGPU(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** Whether the tfjs backend in use keeps its tensors in buffers of a GPUDevice. */
export function isOnGpu(): boolean {
  const backend = tf.backend() as Partial<GpuBackend>;
  return backend.device !== undefined && typeof backend.uploadToGPU === 'function';
}

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Sizes = Pick<ProgramTensors, 'examples' | 'items'>;

/** A device has 8 buffers for a shader; two are for parameters and sums. */
const mostBuffers = 6;

/** What an example counts is an output; as a buffer it must not be called like the weight that comes in. */
const count = 'count';

function renamed(program: Program): Program {
  const { weight, ...outputs } = program.outputs;
  if (program.reduction !== 'none' || weight === undefined) return program;
  return { ...program, outputs: { ...outputs, [count]: weight } };
}

/** Parts of a program that each need no more buffers than a device has. */
function partsOf(program: Program): readonly Program[] {
  const names = Object.keys(program.outputs);
  const most = Math.max(1, mostBuffers - new Set(program.inputs.map(({ name }) => name)).size);
  if (program.reduction !== 'none' || names.length <= most) return [program];
  const groups = names.filter((_, k) => k % most === 0).map((_, k) => names.slice(k * most, (k + 1) * most));
  return groups.map((group) => partOfProgram(program, (name) => group.includes(name)));
}

/**
 * float32 numbers, one for every example. A cast to float32 leaves integers and truth values in the buffer as they are; an
 * operation makes numbers of them.
 */
function asNumbers(x: tf.Tensor, examples: number, axes: string): tf.Tensor {
  const held = (tf.backend() as unknown as GpuBackend).tensorMap.get(x.dataId).dtype;
  const numbers = held === 'float32' ? x : tf.mul(tf.cast(x, 'float32'), 1);
  return axes === '' && x.size === 1 && examples !== 1 ? tf.add(tf.zeros([examples, 1, 1]), numbers) : numbers;
}

function shapesOf({ program, module }: WgslArtifact, { examples, items }: ProgramTensors) {
  const results = module.bindings.filter(({ role }) => role === 'output');
  return results.map(({ name, per }) => {
    const shape: number[] = per === 'call' ? [] : shapeOf(program.outputs[name]?.axes ?? '', examples, items);
    return [name, shape] as const;
  });
}

type KernelOn = (device: GPUDevice) => ProgramKernel;
type OutputShapes = ReturnType<typeof shapesOf>;

/** The kernel of a shader on a device, compiled once for each. */
function kernelsOf({ program, module }: WgslArtifact): KernelOn {
  const kernels = new WeakMap<GPUDevice, ProgramKernel>();
  return (device) => {
    const kernel = kernels.get(device) ?? programKernelNow(device, program, module);
    kernels.set(device, kernel);
    return kernel;
  };
}

/** The buffer of a tensor, made and filled where it is not there yet. */
function bufferOf(backend: GpuBackend, { dataId }: tf.TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  return backend.tensorMap.get(dataId).resource as GPUBuffer;
}

/** Submits a shader over the buffers of tensors, after what tfjs has encoded so far. */
function submit(backend: GpuBackend, kernelOn: KernelOn, tensors: Iterable<[string, tf.TensorInfo]>, sizes: Sizes) {
  const buffers: Buffers = Object.fromEntries([...tensors].map(([name, info]) => [name, bufferOf(backend, info)]));
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  const encoder = backend.device.createCommandEncoder();
  kernelOn(backend.device).encode(encoder, buffers, sizes);
  backend.device.queue.submit([encoder.finish()]);
}

/** The results of a shader as tensors of tfjs. */
function runShader(kernelOn: KernelOn, outputs: OutputShapes, inputs: Tensors, sizes: Sizes): tf.Tensor[] {
  return runAsKernel<GpuBackend>(tf.getBackend(), inputs, (given, backend) => {
    const results = outputs.map(([name, shape]): [string, tf.TensorInfo] => [
      name,
      backend.makeTensorInfo(shape, 'float32'),
    ]);
    submit(backend, kernelOn, [...Object.entries(given), ...results], sizes);
    return results.map(([, info]) => info);
  });
}

/** Encodes a program over the buffers of tensors: nothing is copied, and nothing is read back. */
function fused(artifact: WgslArtifact): TfjsArtifact {
  const kernelOn = kernelsOf(artifact);
  return (call) => {
    const { examples, items, data } = call;
    const outputs = shapesOf(artifact, call);
    if (examples === 0) return Object.fromEntries(outputs.map(([name, shape]) => [name, tf.zeros(shape)]));
    const needed = artifact.program.inputs.map(({ name, axes }) => {
      return [name, asNumbers(data[name] as tf.Tensor, examples, axes)] as const;
    });
    const found = runShader(kernelOn, outputs, Object.fromEntries(needed), { examples, items });
    return Object.fromEntries(outputs.map(([name], k) => [name, found[k] as tf.Tensor]));
  };
}

/** Programs as compute shaders over the buffers of tfjs' webgpu backend, run as a kernel of tfjs. */
export function tfjsWebgpuBackend(runtime: string): Backend<unknown, unknown, TfjsArtifact> {
  const backend = webgpuBackendFor({ integers: 'f32' });
  return {
    ...(backend as Backend<unknown, unknown, unknown>),
    name: `tfjs (${runtime}, fused)`,
    emit(program) {
      const parts = partsOf(renamed(program)).map((part) => fused(backend.emit(part)));
      return (inputs) => {
        const { [count]: weight, ...results } = Object.assign({}, ...parts.map((part) => part(inputs)));
        return weight === undefined ? results : { ...results, weight };
      };
    },
  };
}
