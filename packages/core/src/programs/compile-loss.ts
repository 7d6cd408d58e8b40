import { checkLoss, type Loss } from '../losses/loss.js';
import type { Storage } from '../losses/probability-tolerance.js';
import type { Precision } from '../operations/operation.js';
import type { Backend } from './backend.js';
import { compileFor } from './compile-for.js';
import { lossOutputs, type OutputName } from './loss-outputs.js';
import type { MaskAxes } from './mask.js';
import type { Program, ProgramInput } from './program.js';
import type { Reduction } from './reduction.js';

/** What a program for a loss is to compute, and from what. */
export interface LossProgramOptions {
  /** Default ['loss', 'gradient']. */
  readonly outputs?: readonly OutputName[];
  /** Default 'none'. */
  readonly reduction?: Reduction;
  /** Whether there is an input `weight`, one per example. */
  readonly weight?: boolean;
  /** The axes of an input `mask`: '' for one per example, 'i' for one per class. Left out: no mask. */
  readonly mask?: MaskAxes;
  /** Default 'float32'. */
  readonly precision?: Precision;
  /** How data are stored: rows of probabilities rounded to 'float16' may sum to 1 within 2⁻⁹ instead of 1e-4. Default 'float32'. */
  readonly storage?: Storage;
  /** Parameters that stay open until call time, by their path in the JSON, such as 'link.rate'. */
  readonly parameters?: readonly string[];
}

/** All data that a program of a loss may be given. */
export function dataInputsOf(
  { inputs }: Loss,
  { weight, mask }: Pick<LossProgramOptions, 'weight' | 'mask'>,
): readonly ProgramInput[] {
  return [
    ...inputs.map(({ name, axes, kind }) => ({ name, axes, kind: kind === 'label' ? kind : ('number' as const) })),
    ...(weight === true ? [{ name: 'weight', axes: '', kind: 'number' } as const] : []),
    ...(mask === undefined ? [] : [{ name: 'mask', axes: mask, kind: 'mask' } as const]),
  ];
}

/** The program of a loss for a backend; `backend.emit` makes its artifact. */
export function compileLoss<Value, Context, Artifact>(
  backend: Backend<Value, Context, Artifact>,
  loss: Loss,
  options: LossProgramOptions = {},
): Program {
  checkLoss(loss);
  const { outputs = ['loss', 'gradient'], reduction = 'none', precision = 'float32', parameters = [] } = options;
  const all = lossOutputs(loss, outputs, {
    weight: options.weight === true,
    mask: options.mask,
    storage: options.storage,
  });
  const { kept: _, weight, ...asked } = all;
  const needed = reduction === 'mean' && weight !== undefined ? { ...asked, weight } : asked;
  const { storage = 'float32' } = options;
  const inputs = dataInputsOf(loss, options);
  return compileFor(backend, needed, { precision, parameters, reduction, inputs, storage });
}
