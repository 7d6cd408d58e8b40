export * from '@lossmith/core';
export type { KernelResults } from '@lossmith/core/backend';
export { compileOnnx, type OnnxModel, type OnnxOptions, type OnnxPrecision } from './compile-onnx.js';
export { createKernel, type OnnxKernel, type OnnxKernelOptions, type OnnxNumbers } from './create-kernel.js';
export type { ElementType } from './element-type.js';
export type { Dimension } from './model.js';
export type { OnnxPort } from './model-interface.js';
export type { OrtRuntime, OrtSession, OrtSource, OrtTensor } from './runtime.js';
