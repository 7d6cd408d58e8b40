import type { Loss } from '@lossmith/core';
import {
  compileFor,
  type Extras,
  exampleOutputs,
  lossOutputs,
  type OutputExpression,
  type Reduction,
  tensorOutputs,
} from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type ProgramRunner, runnerFor, type TfjsExecution } from './program-runner.js';
import type { TfjsArtifact } from './tfjs-backend.js';

/** The programs of one loss, compiled when first needed, for whichever tfjs backend is in use. */
export interface Programs {
  /** Entries of a tensor [examples, items, 1] times a number each example, or one for all. */
  multiply(x: tf.Tensor, factor: tf.Tensor): tf.Tensor;
  /** Whether `value` can have the mean of examples that all count alike, and derivatives of that. */
  readonly means: boolean;
  /**
   * Loss, gradient, hessian, weight and kept per example. With 'sum' only the sums of loss and weight will be used: then these may
   * be one number each, and kept may be missing. 'mean' is for what `means` says.
   */
  value(extras: Extras, wanted: { readonly hessian: boolean; readonly reduction: Reduction }): TfjsArtifact;
  /** Per example the derivative along `order` directions. */
  example(order: number, extras: Extras): TfjsArtifact;
  /** Its derivative by predicted, times what flows back to the example. */
  tensor(order: number, extras: Extras): TfjsArtifact;
}

type Outputs = Readonly<Record<string, OutputExpression>>;

const emit = ({ backend }: ProgramRunner, outputs: Outputs, reduction: Reduction = 'none'): TfjsArtifact =>
  backend.emit(compileFor(backend, outputs, { precision: 'float32', reduction }));

/** Sums of loss and weight by the programs themselves; a program sums what it calls its loss. */
function emitSummed(runner: ProgramRunner, { weight, kept: _, ...results }: Outputs): TfjsArtifact {
  const run = emit(runner, results, 'sum');
  if (weight === undefined) return run;
  const count = emit(runner, { loss: weight }, 'sum');
  return (inputs) => ({ ...run(inputs), weight: count(inputs).loss as tf.Tensor });
}

export function programsOf(loss: Loss, execution: TfjsExecution): Programs {
  const compiled = new Map<string, TfjsArtifact>();
  const runner = () => runnerFor(tf.getBackend(), execution);
  const cached = (key: string, make: (runner: ProgramRunner) => TfjsArtifact): TfjsArtifact => {
    const runtime = tf.getBackend();
    const full = `${runtime} ${key}`;
    const found = compiled.get(full);
    if (found !== undefined) return found;
    const made = make(runner());
    compiled.set(full, made);
    return made;
  };
  // Lists are few where each has many items: what they count is an output beside their losses, not a walk of its own.
  const alike = loss.expressions.counts === undefined;
  const keyOf = ({ weight, mask }: Extras) => `${weight} ${mask}`;
  return {
    multiply: (x, factor) => runner().multiply(x, factor),
    get means() {
      return alike && runner().sums;
    },
    value: (extras, { hessian, reduction }) => {
      const names = hessian ? (['loss', 'gradient', 'hessian'] as const) : (['loss', 'gradient'] as const);
      return cached(`value ${hessian} ${reduction} ${keyOf(extras)}`, (by) => {
        const outputs = lossOutputs(loss, names, extras);
        if (!by.sums || !alike) return emit(by, outputs);
        return reduction === 'sum' ? emitSummed(by, outputs) : emit(by, outputs, reduction);
      });
    },
    example: (order, extras) =>
      cached(`example ${order} ${keyOf(extras)}`, (by) => emit(by, exampleOutputs(loss, order, extras))),
    tensor: (order, extras) =>
      cached(`tensor ${order} ${keyOf(extras)}`, (by) => emit(by, tensorOutputs(loss, order, extras))),
  };
}
