export * from '@lossmith/core';
export { compileOnnx, type OnnxModel, type OnnxOptions } from './compile-onnx.js';
export type { ElementType } from './element-type.js';
export type { OnnxPort } from './emit.js';
export type { Dimension } from './model.js';
