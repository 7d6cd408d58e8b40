import { checkTargets, checkValues } from '../data/check-values.js';
import { type LossInputs, type PreparedInputs, prepareInputs, repeat } from '../data/loss-inputs.js';
import { LossmithShapeError } from '../errors/errors.js';
import type { Loss } from '../losses/loss.js';
import type { Storage } from '../losses/probability-tolerance.js';
import { checkHostInputs, type HostInputs } from '../programs/host-inputs.js';
import { checkParameters, type Parameters } from '../programs/parameters.js';
import type { Program } from '../programs/program.js';
import type { ParameterArrays } from '../reference/evaluate-outputs.js';
import { validTargets } from '../reference/valid-targets.js';

/** Data of one call of a kernel, checked and laid out for its program. */
export interface KernelInputs extends HostInputs {
  /** The shape of predicted. */
  readonly shape: readonly number[];
  readonly prepared: PreparedInputs;
  readonly parameters: ParameterArrays;
  readonly storage?: Storage | undefined;
}

/** A mask as the program has it: one value per row serves for all its classes, but not the other way round. */
function maskFor(program: Program, prepared: PreparedInputs): Readonly<Record<string, ArrayLike<number>>> {
  const { mask } = prepared.data;
  if (mask === undefined) return {};
  const axes = program.inputs.find(({ name }) => name === 'mask')?.axes;
  if (axes === undefined || axes === prepared.maskAxes) return {};
  if (axes === 'i') return { mask: repeat(mask, prepared.items) };
  const examples = prepared.shape.slice(0, -1);
  throw new LossmithShapeError(
    'mask',
    prepared.shape,
    examples,
    "give one value per row, or compile with 'mask: true'",
  );
}

/**
 * Data as users give them (see `LossInputs`) and numbers for open parameters, checked and laid out for a program of the
 * loss. Typed arrays are taken as they are, not copied. Throws, before anything is computed, for shapes, weights and
 * labels that cannot be; ranges of targets are looked at by `refuseTargets`.
 */
export function kernelInputs(
  loss: Loss,
  program: Program,
  inputs: LossInputs,
  parameters: Parameters = {},
): KernelInputs {
  const prepared = prepareInputs(loss, inputs);
  checkValues(loss, prepared);
  const { examples, items, shape } = prepared;
  const given = checkParameters(loss, parameters, examples);
  const data = { ...prepared.data, ...maskFor(program, prepared), ...given };
  checkHostInputs(program, { examples, items, data });
  return { examples, items, data, shape, prepared, parameters: given, storage: program.storage };
}

function holdsNaN(values: ArrayLike<number>): boolean {
  for (let k = 0; k < values.length; k += 1) if (Number.isNaN(values[k])) return true;
  return false;
}

/**
 * Throws `LossmithValueError` where a target is none: an output outside the link's range, a row that is not one of
 * probabilities. Programs give NaN there, so that only results which hold one are a reason to look. A NaN that comes from
 * the data is no error.
 */
export function refuseTargets(
  loss: Loss,
  { prepared, parameters, storage }: KernelInputs,
  results: Readonly<Record<string, ArrayLike<number>>>,
): void {
  if (!Object.values(results).some(holdsNaN)) return;
  checkTargets(loss, prepared, validTargets(loss, prepared, parameters, storage));
}
