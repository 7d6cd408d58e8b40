import type { Loss, LossInputs, Parameters } from '@lossmith/core';
import {
  checkKernelOutputs,
  checkOptions,
  disposedError,
  type KernelOptions,
  kernelInputs,
  kernelOptionNames,
  type OutputName,
  refuseTargets,
  updatedParameters,
} from '@lossmith/core/backend';
import { lossModel, type OnnxOptions } from './compile-onnx.js';
import { modelBytes } from './model.js';
import { feedsOf, resultsOf } from './run-model.js';
import { type OrtSource, runtimeOf } from './runtime.js';

type Numbers = Float32Array | Float64Array;

/** Results by name, of the kernel's precision (float16: as Float32Array); `loss` has length 1 where it is reduced. */
export type KernelResults = Readonly<Partial<Record<OutputName, Numbers>>>;

export interface OnnxKernelOptions extends KernelOptions, Pick<OnnxOptions, 'precision'> {
  /** Options of the session, as ONNX Runtime takes them: `{ executionProviders: ['webgpu'] }`, say. */
  readonly session?: object;
}

/** A loss that runs by itself, in a session of ONNX Runtime. */
export interface OnnxKernel {
  /**
   * Loss and derivatives of data on the host. `outputs` are arrays to write to, by name; results are returned in them. Runs
   * of one kernel wait for each other.
   */
  run(inputs: LossInputs, outputs?: KernelResults): Promise<KernelResults>;
  /** Sets open parameters by their path in the JSON of the loss: one number, or one per example. */
  update(parameters: Parameters): void;
  /** Releases the session, once runs under way are finished. */
  dispose(): Promise<void>;
}

/**
 * Compiles a loss and makes a session of it. `ort` is the module 'onnxruntime-web' or 'onnxruntime-node', or its name.
 * Parameters are open unless `parameters: 'constants'` is given, so that `update` needs no new session.
 */
export async function createKernel(ort: OrtSource, loss: Loss, options: OnnxKernelOptions = {}): Promise<OnnxKernel> {
  checkOptions(options, [...kernelOptionNames, 'precision', 'session']);
  const { session: sessionOptions = {}, ...compiled } = options;
  const { model, program } = lossModel(loss, compiled, 'inputs');
  const runtime = await runtimeOf(ort);
  const session = await runtime.InferenceSession.create(modelBytes(model), sessionOptions);

  let parameters: Parameters = {};
  let last: Promise<unknown> = Promise.resolve();
  let disposed: Promise<void> | undefined;
  const mustLive = () => {
    if (disposed !== undefined) throw disposedError();
  };
  /** Sessions of the web build do not run twice at a time. */
  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };

  return {
    async run(inputs, outputs = {}) {
      mustLive();
      const data = kernelInputs(loss, program, inputs, parameters);
      checkKernelOutputs(program, data, outputs);
      const feeds = feedsOf(runtime, model.inputs, data);
      const results: KernelResults = resultsOf(await inTurn(() => session.run(feeds)));
      refuseTargets(loss, data, results);
      for (const [name, array] of Object.entries(outputs)) array.set(results[name as OutputName] as Numbers);
      return { ...results, ...outputs };
    },
    update(changes) {
      mustLive();
      parameters = updatedParameters(loss, program, parameters, changes);
    },
    async dispose() {
      disposed ??= inTurn(async () => session.release?.());
      return disposed;
    },
  };
}
