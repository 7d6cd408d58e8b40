export * from '@lossmith/core';
export { compileOnnx, type OnnxModel, type OnnxOptions } from './compile-onnx.js';
export { createKernel, type KernelResults, type OnnxKernel, type OnnxKernelOptions } from './create-kernel.js';
export type { ElementType } from './element-type.js';
export type { Dimension } from './model.js';
export type { OnnxPort } from './model-interface.js';
export type { OrtRuntime, OrtSession, OrtSource, OrtTensor } from './runtime.js';
