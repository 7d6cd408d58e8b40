import type { LossInputs } from '../data/loss-inputs.js';
import { LossmithError, LossmithOptionError } from '../errors/errors.js';
import type { Loss } from '../losses/loss.js';
import type { OutputName } from '../programs/loss-outputs.js';
import { checkParameters, type Parameters } from '../programs/parameters.js';
import type { Program } from '../programs/program.js';
import type { ExecutorResults, KernelCall, KernelResults, Numbers } from './kernel.js';
import { type KernelInputs, kernelInputs, refuseTargets } from './kernel-inputs.js';
import { checkKernelOutputs } from './kernel-outputs.js';

/** A call with what is needed to look at its results. */
export type PreparedCall<Array extends Numbers = Numbers> = KernelInputs & KernelCall<Array>;

/** What every kernel does around its executor: checks before and after, parameters, its end. */
export interface KernelState<Output extends OutputName, Array extends Numbers> {
  readonly parameters: Parameters;
  /** Data and arrays for results of one call, checked, with the parameters as they are now. */
  prepare(inputs: LossInputs, outputs: Readonly<Partial<Record<Output, Array>>> | undefined): PreparedCall<Array>;
  /** Results in the caller's arrays where there are any, after targets that are none have been refused. */
  finish(call: PreparedCall<Array>, results: ExecutorResults<Array>): KernelResults<Output, Array>;
  update(changes: Parameters): void;
  /** Ends the kernel; false where it had ended before. */
  end(): boolean;
}

/** What a kernel throws once it is disposed of. */
export const disposedError = (): LossmithError =>
  new LossmithError('disposed', 'the kernel is disposed', 'make a new one');

const lengthOf = (value: Parameters[string]) => (typeof value === 'number' ? 1 : value.length);

/** Numbers as they are now: arrays belong to the caller. */
const copied = (value: Parameters[string]) => (typeof value === 'number' ? value : Float64Array.from(value));

/** Throws for parameters that the loss does not have, or that are constants of the program. */
function checkChanges(loss: Loss, { parameters }: Program, changes: Parameters): void {
  for (const [name, value] of Object.entries(changes)) {
    checkParameters(loss, { [name]: value }, lengthOf(value));
    if (parameters.some((parameter) => parameter.name === name)) continue;
    const what = `'${name}' is a constant of this kernel`;
    throw new LossmithOptionError('parameters', what, "make the kernel with parameters: 'inputs'");
  }
}

export function kernelState<Output extends OutputName, Array extends Numbers>(
  loss: Loss,
  program: Program,
  array: new (length: number) => Array,
): KernelState<Output, Array> {
  let parameters: Parameters = {};
  let ended = false;
  const mustLive = () => {
    if (ended) throw disposedError();
  };
  const names = Object.keys(program.outputs).filter((name) => name !== 'weight' && name !== 'kept') as Output[];
  return {
    get parameters() {
      return parameters;
    },
    prepare(inputs, outputs = {} as never) {
      mustLive();
      const prepared = kernelInputs(loss, program, inputs, parameters);
      checkKernelOutputs(program, prepared, outputs, array);
      return { ...prepared, outputs };
    },
    finish(call, results) {
      const found = {} as Record<Output, Array>;
      for (const name of names) found[name] = results[name] as Array;
      if (loss.expressions.valid !== undefined) refuseTargets(loss, call, found);
      for (const name of names) {
        const given = call.outputs[name];
        if (given === undefined || given === found[name]) continue;
        given.set(found[name]);
        found[name] = given;
      }
      return found;
    },
    update(changes) {
      mustLive();
      checkChanges(loss, program, changes);
      const taken = Object.entries(changes).map(([name, value]) => [name, copied(value)] as const);
      parameters = Object.freeze({ ...parameters, ...Object.fromEntries(taken) });
    },
    end() {
      const first = !ended;
      ended = true;
      return first;
    },
  };
}
