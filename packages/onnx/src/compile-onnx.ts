import { type Loss, LossmithOptionError } from '@lossmith/core';
import {
  compileLoss,
  dataInputsOf,
  type KernelOptions,
  kernelProgramOptions,
  type OutputName,
  type Precision,
} from '@lossmith/core/backend';
import { printLoss } from '@lossmith/core/print';
import { onnxBackend } from './backend.js';
import { emitModel } from './emit.js';
import { type Dimension, modelBytes } from './model.js';
import type { EmitOptions, OnnxPort } from './model-interface.js';

export type OnnxPrecision = 'float32' | 'float64' | 'float16';

export interface OnnxOptions extends KernelOptions {
  /**
   * The type of inputs and outputs. Default 'float32'. A 'float16' model computes in float32 and rounds its results once.
   */
  readonly precision?: OnnxPrecision;
  /**
   * The shape of predicted: lengths, or names for those known when the model runs. Default ['batch'], for class losses
   * ['rows', 'classes'], of rows of two ['rows', 2]; there may be any number of axes, classes or items of a list on the last.
   */
  readonly shape?: readonly Dimension[];
  /** The version of ONNX's operators, 13 to 23. Default 17, which ONNX Runtime reads from version 1.14 on. */
  readonly opset?: number;
}

/** An ONNX model of a loss. */
export interface OnnxModel {
  /** What stands in a file `model.onnx`. The same loss and options give the same bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * `predicted`, `target` and what else the loss takes (an input that `evaluate` takes for 0 where it is left out, such as `reference` of preferences, is there and
   * must be given), then `weight` and `mask` if asked for, then open parameters by their path in the loss's JSON
   * ('link.rate'), which take one number or one per example: any tensor that broadcasts to the shape of the examples.
   */
  readonly inputs: readonly OnnxPort[];
  /** `loss`, `gradient`, `hessian`, as asked for. */
  readonly outputs: readonly OnnxPort[];
}

/** Names of the options that compileOnnx has beyond those of every kernel. */
const onnxOptionNames = ['precision', 'shape', 'opset'] as const;

const precisions: readonly unknown[] = ['float32', 'float64', 'float16'];
const isDimension = (length: unknown) =>
  typeof length === 'string' ? length !== '' : Number.isSafeInteger(length) && (length as number) >= 0;

function refuse(option: string, value: unknown, advice: string): never {
  throw new LossmithOptionError(option, `cannot be ${JSON.stringify(value)}`, advice);
}

function checkOnnxOptions(loss: Loss, { precision, shape, opset }: OnnxOptions): void {
  if (precision !== undefined && !precisions.includes(precision))
    refuse('precision', precision, "use 'float32', 'float64' or 'float16'");
  const least = loss.axes.length;
  if (shape !== undefined && !(Array.isArray(shape) && shape.length >= least && shape.every(isDimension)))
    refuse('shape', shape, `give a list of ${least} or more lengths or names, such as ['batch', 128]`);
  const { items } = loss;
  const last = shape?.at(-1);
  if (items !== undefined && typeof last === 'number' && last !== items)
    refuse('shape', shape, `this loss takes rows of ${items}: let the last length be ${items}`);
  if (opset !== undefined && !(Number.isInteger(opset) && opset >= 13 && opset <= 23))
    refuse('opset', opset, 'give a whole number from 13 to 23');
}

function docOf(name: OutputName, formulas: ReturnType<typeof printLoss>): string {
  if (name === 'loss') return formulas.loss;
  return name === 'gradient' ? formulas.gradient : 'the derivative of the gradient by predicted';
}

/** Where a row has a length that is part of the loss, the runtime is to hold data to it. */
const defaultShape = ({ items }: Loss): OnnxOptions['shape'] => (items === undefined ? undefined : ['rows', items]);

/** The model of a loss before it is made bytes, and its program. `inModel` says what becomes of names. */
export function lossModel(
  loss: Loss,
  options: OnnxOptions,
  parameters: 'constants' | 'inputs',
  inModel: Pick<EmitOptions, 'rename' | 'prefix'> = {},
) {
  const choices = kernelProgramOptions(loss, options, { parameters, more: onnxOptionNames });
  checkOnnxOptions(loss, options);
  const { precision: type = 'float32', shape = defaultShape(loss), opset } = options;
  const precision: Precision = type === 'float64' ? 'float64' : 'float32';
  const backend = onnxBackend(precision);
  const rounded = type === 'float16' ? type : undefined;
  const program = compileLoss(backend, loss, { ...choices, precision, storage: rounded ?? 'float32' });
  const inputs = dataInputsOf(loss, choices);
  const emitted = emitModel(program, backend.lowerings, { ...inModel, inputs, shape, opset, type: rounded });
  const formulas = printLoss(loss);
  const docs = choices.outputs.map((name) => docOf(name, formulas));
  const model = {
    ...emitted,
    outputs: emitted.outputs.map((port, k) => ({ ...port, doc: docs[k] as string })),
    name: loss.spec.kind,
    doc: `loss = ${formulas.loss}\ngradient = ${formulas.gradient}`,
    metadata: { 'lossmith.loss': JSON.stringify(loss.spec), 'lossmith.reduction': choices.reduction },
  };
  return { model, program };
}

/**
 * A loss as an ONNX model: loss, gradient and curvature share what they have in common. Inputs and outputs have the names
 * and meanings that `evaluate` gives them; labels are int64, masks bool. A target that is none (an output outside the
 * link's range, a label that is no class) gives NaN in its own entry, for class losses in its row.
 */
export function compileOnnx(loss: Loss, options: OnnxOptions = {}): OnnxModel {
  const { model } = lossModel(loss, options, 'constants');
  return { bytes: modelBytes(model), inputs: model.inputs, outputs: model.outputs };
}
