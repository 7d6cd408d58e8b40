import { checkOptions } from '../data/check-options.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import { checkLoss, type Loss } from '../losses/loss.js';
import type { LossProgramOptions } from '../programs/compile-loss.js';
import type { OutputName } from '../programs/loss-outputs.js';
import type { MaskAxes } from '../programs/mask.js';
import { parametersOf } from '../programs/parameters.js';
import { checkReduction, type Reduction } from '../programs/reduction.js';

/** Options that whatever runs a loss by itself takes, in every backend. */
export interface KernelOptions<Output extends OutputName = OutputName> {
  /** Default ['loss', 'gradient']. */
  readonly outputs?: readonly Output[];
  /** Default 'mean'. */
  readonly reduction?: Reduction;
  /** Whether every call brings weights, one per example. */
  readonly weight?: boolean;
  /** Whether every call brings a mask: for class losses one of predicted's shape or, with 'examples', one value per row. */
  readonly mask?: boolean | 'examples';
  /** 'inputs' leaves all parameters of the loss open until call time, 'constants' none. */
  readonly parameters?: 'constants' | 'inputs';
}

/** The outputs of a kernel that is not told which. */
export type DefaultOutput = 'loss' | 'gradient';

/** Names of the options in `KernelOptions`. */
export const kernelOptionNames = ['outputs', 'reduction', 'weight', 'mask', 'parameters'] as const;

type ProgramChoices = Required<Omit<LossProgramOptions, 'mask' | 'precision' | 'storage'>> & {
  readonly mask?: MaskAxes;
};

const refuse = (option: string, value: unknown, advice: string): never => {
  throw new LossmithOptionError(option, `${describeValue(value)} is unknown`, advice);
};

const outputNames: readonly OutputName[] = ['loss', 'gradient', 'hessian'];

function checkOutputs(given: unknown): readonly OutputName[] {
  const advice = `give a list of one or more of ${outputNames.join(', ')}, each once`;
  if (!Array.isArray(given) || given.length === 0 || new Set(given).size < given.length)
    return refuse('outputs', given, advice);
  const unknown = given.find((name) => !outputNames.includes(name));
  return unknown === undefined ? given : refuse('outputs', unknown, advice);
}

/** The axes of a mask; undefined where there is none. */
function maskAxesOf(loss: Loss, given: unknown): MaskAxes | undefined {
  if (given === false) return undefined;
  if (given === true) return loss.axes;
  return given === 'examples' && loss.axes === 'i'
    ? ''
    : refuse('mask', given, "give true or false, or for class losses 'examples'");
}

/**
 * The options of a kernel checked, with their defaults, as `compileLoss` takes them. `more` names the options that the
 * backend has besides. Throws `LossmithOptionError`.
 */
export function kernelProgramOptions(
  loss: Loss,
  options: KernelOptions,
  defaults: { readonly parameters: 'constants' | 'inputs'; readonly more?: readonly string[] },
): ProgramChoices {
  checkLoss(loss);
  checkOptions(options, [...kernelOptionNames, ...(defaults.more ?? [])]);
  const { outputs = ['loss', 'gradient'], reduction = 'mean', weight = false, mask = false } = options;
  const { parameters = defaults.parameters } = options;
  if (typeof weight !== 'boolean') refuse('weight', weight, 'give true or false');
  if (parameters !== 'constants' && parameters !== 'inputs')
    refuse('parameters', parameters, "use 'constants' or 'inputs'");
  const maskAxes = maskAxesOf(loss, mask);
  return {
    outputs: checkOutputs(outputs),
    reduction: checkReduction(reduction),
    weight,
    ...(maskAxes === undefined ? {} : { mask: maskAxes }),
    parameters: parameters === 'inputs' ? [...parametersOf(loss).keys()] : [],
  };
}
