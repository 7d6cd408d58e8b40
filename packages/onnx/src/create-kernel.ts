import type { Loss } from '@lossmith/core';
import {
  checkOptions,
  type DefaultOutput,
  type KernelOptions,
  kernelOptionNames,
  type OutputName,
  type QueuedKernel,
  queuedKernelOf,
} from '@lossmith/core/backend';
import { lossModel, type OnnxPrecision } from './compile-onnx.js';
import { inTurn } from './in-turn.js';
import { modelBytes } from './model.js';
import { feedsOf, resultsOf } from './run-model.js';
import { type OrtSource, runtimeOf } from './runtime.js';

export interface OnnxKernelOptions<
  Output extends OutputName = OutputName,
  Precision extends OnnxPrecision = OnnxPrecision,
> extends KernelOptions<Output> {
  /** The type of the numbers of the model. Default 'float32'. */
  readonly precision?: Precision;
  /** Options of the session, as ONNX Runtime takes them: `{ executionProviders: ['webgpu'] }`, say. */
  readonly session?: object;
}

/** Results are of the kernel's precision; those of float16 are a Float32Array. */
export type OnnxNumbers<Precision extends OnnxPrecision = OnnxPrecision> = Precision extends 'float64'
  ? Float64Array
  : Float32Array;

/** A loss that runs by itself, in a session of ONNX Runtime. */
export type OnnxKernel<
  Output extends OutputName = OutputName,
  Precision extends OnnxPrecision = OnnxPrecision,
> = QueuedKernel<Output, OnnxNumbers<Precision>>;

/**
 * Compiles a loss and makes a session of it. `ort` is the module 'onnxruntime-web' or 'onnxruntime-node', or its name.
 * Parameters are open unless `parameters: 'constants'` is given, so that `update` needs no new session.
 */
export async function createKernel<
  const Output extends OutputName = DefaultOutput,
  const Precision extends OnnxPrecision = 'float32',
>(
  ort: OrtSource,
  loss: Loss,
  options: OnnxKernelOptions<Output, Precision> = {},
): Promise<OnnxKernel<Output, Precision>> {
  checkOptions(options, [...kernelOptionNames, 'precision', 'session']);
  const { session: sessionOptions = {}, ...compiled } = options;
  const { model, program } = lossModel(loss, compiled, 'inputs');
  const runtime = await runtimeOf(ort);
  const session = await inTurn(runtime, () => runtime.InferenceSession.create(modelBytes(model), sessionOptions));
  const array = program.precision === 'float64' ? Float64Array : Float32Array;
  return queuedKernelOf<Output, OnnxNumbers<Precision>>(loss, program, {
    array: array as unknown as new (length: number) => OnnxNumbers<Precision>,
    async execute(call) {
      const feeds = feedsOf(runtime, model.inputs, call);
      return resultsOf<OnnxNumbers<Precision>>(await inTurn(runtime, () => session.run(feeds)));
    },
    dispose: () => inTurn(runtime, async () => session.release?.()),
  });
}
