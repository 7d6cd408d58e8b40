import type { Backend, Precision, Program } from '@lossmith/core/backend';
import type { Context } from './context.js';
import { emitModel } from './emit.js';
import { float32Lowerings, float64Lowerings, type OnnxLowerings } from './lowerings.js';
import { modelBytes } from './model.js';
import type { OnnxPort } from './model-interface.js';

/** A program as the bytes of a model. */
export interface OnnxArtifact {
  readonly program: Program;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
}

const lowerings: Readonly<Record<Precision, OnnxLowerings>> = {
  float32: float32Lowerings,
  float64: float64Lowerings,
};

/** ONNX as a backend: opset 17, inputs and outputs in the program's precision, or in float16 around one of float32. */
export function onnxBackend(precision: Precision, type?: 'float16'): Backend<string, Context, OnnxArtifact> {
  const table = lowerings[precision];
  const emit = (program: Program): OnnxArtifact => {
    const model = emitModel(program, table, { type });
    return { program, bytes: modelBytes({ ...model, name: 'lossmith' }), inputs: model.inputs, outputs: model.outputs };
  };
  return { contract: 1, name: 'onnx', lowerings: table, emit };
}
