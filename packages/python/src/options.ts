import { type Loss, LossmithOptionError } from '@lossmith/core';
import {
  type KernelOptions,
  kernelProgramOptions,
  type OutputName,
  type Precision,
  type Reduction,
} from '@lossmith/core/backend';
import type { Library } from './dialect.js';

export interface PythonOptions<Own extends Library = Library> {
  /** The library whose arrays the file works on. */
  readonly library: Own;
  /** For NumPy the precision of the arithmetic, default 'float64'. A file for PyTorch follows its data: float32, or float64 for such. */
  readonly precision?: Precision;
  /** What there are functions for, besides 'loss' and 'gradient': 'hessian' or nothing. Default with it for NumPy, where boosters need it, and without for PyTorch. */
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
export type Choices<Own extends Library = Library> = ReturnType<typeof choicesOf<Own>>;

const more = ['library', 'precision', 'leastHessian'] as const;

function refuse(option: string, value: unknown, advice: string): never {
  throw new LossmithOptionError(option, `cannot be ${JSON.stringify(value)}`, advice);
}

function checkOwn({ library, precision, leastHessian = 0 }: PythonOptions, libraries: readonly string[]): void {
  if (!libraries.includes(library)) refuse('library', library, `give '${libraries.join("' or '")}'`);
  const precisions = library === 'numpy' ? ['float32', 'float64'] : [];
  const advice = precisions.length > 0 ? "use 'float32' or 'float64'" : 'leave it out';
  if (precision !== undefined && !precisions.includes(precision)) refuse('precision', precision, advice);
  if (!(Number.isFinite(leastHessian) && leastHessian >= 0)) refuse('leastHessian', leastHessian, 'give a number ≥ 0');
}

export function choicesOf<Own extends Library>(loss: Loss, options: PythonOptions<Own>, libraries: readonly Own[]) {
  const given = Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
  const { library, precision, leastHessian = 1e-6 } = given as unknown as PythonOptions<Own>;
  const always = ['loss', 'gradient'] as const;
  const standard = library === 'numpy' ? ([...always, 'hessian'] as const) : always;
  const all: KernelOptions = { outputs: standard, weight: true, mask: true, ...given };
  const { mask, weight, ...choices } = kernelProgramOptions(loss, all, { parameters: 'constants', more });
  checkOwn(given as unknown as PythonOptions, libraries);
  const outputs: OutputName[] = [...new Set([...always, ...choices.outputs])];
  return { ...choices, outputs, takes: { weight, mask }, library, precision, leastHessian };
}
