import { type Loss, LossmithOptionError } from '@lossmith/core';
import {
  type KernelOptions,
  kernelProgramOptions,
  type OutputName,
  type Precision,
  type Reduction,
} from '@lossmith/core/backend';

export interface PythonOptions {
  /** The library whose arrays the file works on. */
  readonly library: 'numpy';
  /**
   * The precision of the arithmetic. Default 'float64'.
   */
  readonly precision?: Precision;
  /** What functions give out, by name. Default ['loss', 'gradient', 'hessian']; boosters need the last two. */
  readonly outputs?: readonly OutputName[];
  /** What `reduction` is in the file where it is left out. Default 'mean'. */
  readonly reduction?: Reduction;
  /** Whether functions take an optional argument `weight`. Default true. */
  readonly weight?: boolean;
  /** Whether functions take an optional argument `mask`; for class losses 'examples' for one of rows alone. Default true. */
  readonly mask?: boolean | 'examples';
  /** 'inputs' makes all parameters of the loss arguments by their path, `link_rate`. Default 'constants'. */
  readonly parameters?: 'constants' | 'inputs';
  /**
   * What boosters are given for a smaller second derivative, times the weight. They divide by sums of it, and a loss that is flat
   * somewhere, or not convex, has 0 or less there. Default 1e-6.
   */
  readonly leastHessian?: number;
}

/** Options with their defaults, after a look at them. */
export type Choices = ReturnType<typeof choicesOf>;

const more = ['library', 'precision', 'leastHessian'] as const;

function refuse(option: string, value: unknown, advice: string): never {
  throw new LossmithOptionError(option, `cannot be ${JSON.stringify(value)}`, advice);
}

function checkOwn({ library, precision, leastHessian = 0 }: PythonOptions): void {
  if (library !== 'numpy') refuse('library', library, "give 'numpy', the only one so far");
  if (precision !== undefined && precision !== 'float32' && precision !== 'float64')
    refuse('precision', precision, "use 'float32' or 'float64'");
  if (!(Number.isFinite(leastHessian) && leastHessian >= 0)) refuse('leastHessian', leastHessian, 'give a number ≥ 0');
}

export function choicesOf(loss: Loss, options: PythonOptions) {
  const given = Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
  const all: KernelOptions = { outputs: ['loss', 'gradient', 'hessian'], weight: true, mask: true, ...given };
  const { mask, weight, ...choices } = kernelProgramOptions(loss, all, { parameters: 'constants', more });
  const own = given as unknown as PythonOptions;
  checkOwn(own);
  const { library, precision = 'float64', leastHessian = 1e-6 } = own;
  return { ...choices, takes: { weight, mask }, library, precision, leastHessian };
}
