import type { Loss } from '@lossmith/core';
import {
  type Backend,
  compileFor,
  compileLoss,
  dataInputsOf,
  type Program,
  tensorOutputs,
} from '@lossmith/core/backend';
import type { ProgramFunction } from './core-text.js';
import type { Dialect, LibraryDialect } from './dialect.js';
import type { Choices } from './options.js';

/** Backends whose artifacts are programs themselves. */
const backendOf = ({ library, lowerings }: LibraryDialect): Backend<never, never, Program> => ({
  contract: 1,
  name: library,
  lowerings: lowerings as never,
  emit: (program) => program,
});

/** A mask of items. Weights, of which a mask of examples is a part, stand outside of programs. */
const maskOf = ({ takes }: Choices) => (takes.mask === 'i' ? ({ mask: 'i' } as const) : {});

/** Of a loss what users ask for, of each example, and what it counts. */
export function lossFunction(loss: Loss, choices: Choices, dialect: Dialect): ProgramFunction {
  const { outputs, parameters } = choices;
  const { precision, suffix = '' } = dialect;
  const program = compileLoss(backendOf(dialect), loss, {
    outputs,
    parameters,
    precision,
    reduction: 'mean',
    ...maskOf(choices),
  });
  return { name: `_evaluate${suffix}`, doc: 'Results of each example.', program, open: parameters };
}

/** The derivative by predicted of upstream·(gradient along `direction0`), of each example: what a second derivative needs. */
export function directedFunction(loss: Loss, choices: Choices, dialect: Dialect): ProgramFunction {
  const own = [
    { name: 'direction0', axes: loss.axes, kind: 'number' },
    { name: 'upstream', axes: '', kind: 'number' },
  ] as const;
  const mask = maskOf(choices);
  const inputs = [...dataInputsOf(loss, mask), ...own];
  const { precision, suffix } = dialect;
  const settings = { precision, parameters: choices.parameters, inputs };
  const program = compileFor(backendOf(dialect), tensorOutputs(loss, 1, { weight: false, ...mask }), settings);
  return {
    name: `_second${suffix}`,
    doc: 'The derivative of gradients along a direction.',
    program,
    open: choices.parameters,
  };
}
