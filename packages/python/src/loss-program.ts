import type { Loss } from '@lossmith/core';
import { type Backend, compileLoss, type Program } from '@lossmith/core/backend';
import { lowerings } from './lowerings.js';
import type { Choices } from './options.js';

/**
 * The program of a loss. A mask of examples is a weight of 0, which leaves out whatever stands there: only a mask of items is
 * in the program.
 */
export function lossProgram(loss: Loss, choices: Choices): Program {
  const { library, precision, outputs, parameters, takes } = choices;
  const masked = takes.mask === 'i' ? { mask: 'i' as const } : {};
  const weight = takes.weight || takes.mask === '';
  const backend: Backend<never, never, Program> = {
    contract: 1,
    name: library,
    lowerings: lowerings[library] as never,
    emit: (program) => program,
  };
  return compileLoss(backend, loss, {
    outputs,
    parameters,
    precision,
    reduction: 'mean',
    weight,
    ...masked,
  });
}
