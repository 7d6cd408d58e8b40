import {
  type Loss,
  type LossInputs,
  LossmithError,
  LossmithOptionError,
  LossmithShapeError,
  type Parameters,
} from '@lossmith/core';
import {
  checkOptions,
  checkParameters,
  type KernelOptions,
  kernelInputs,
  kernelOptionNames,
  type OutputName,
  refuseTargets,
} from '@lossmith/core/backend';
import { lossModel, type OnnxOptions } from './compile-onnx.js';
import { modelBytes } from './model.js';
import { feedsOf, resultsOf } from './run-model.js';
import { type OrtSource, type OrtTensor, runtimeOf } from './runtime.js';

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

const lengthOf = (value: Parameters[string]) => (typeof value === 'number' ? 1 : value.length);

/** Parameters as they are to be from now on; refused where the loss or the kernel does not have them. */
function updated(loss: Loss, open: readonly string[], current: Parameters, given: Parameters): Parameters {
  for (const [name, value] of Object.entries(given)) {
    checkParameters(loss, { [name]: value }, lengthOf(value));
    if (open.includes(name)) continue;
    const advice = "make the kernel with parameters: 'inputs'";
    throw new LossmithOptionError('parameters', `'${name}' is a constant of this kernel`, advice);
  }
  return { ...current, ...given };
}

function write(results: KernelResults, outputs: KernelResults): KernelResults {
  for (const [name, target] of Object.entries(outputs)) {
    const values = results[name as OutputName];
    const known = Object.keys(results).join(', ');
    if (values === undefined)
      throw new LossmithOptionError('outputs', `there is no '${name}'`, `this kernel has ${known}`);
    if (target.length !== values.length)
      throw new LossmithShapeError(`outputs.${name}`, [target.length], [values.length], 'give an array of that length');
    target.set(values);
  }
  return { ...results, ...outputs };
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
  const open = compiled.parameters === 'constants' ? [] : program.parameters.map(({ name }) => name);

  let parameters: Parameters = {};
  let last: Promise<unknown> = Promise.resolve();
  let disposed: Promise<void> | undefined;
  const mustLive = () => {
    if (disposed !== undefined) throw new LossmithError('disposed', 'the kernel is disposed', 'make a new one');
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
      const given = parameters;
      const data = kernelInputs(loss, program, inputs, given);
      const feeds = feedsOf(runtime, model.inputs, data);
      const tensors: Readonly<Record<string, OrtTensor>> = await inTurn(() => session.run(feeds));
      const results = resultsOf(tensors);
      refuseTargets(loss, data, results);
      return write(results, outputs);
    },
    update(changes) {
      mustLive();
      parameters = updated(loss, open, parameters, changes);
    },
    async dispose() {
      disposed ??= inTurn(async () => session.release?.());
      return disposed;
    },
  };
}
