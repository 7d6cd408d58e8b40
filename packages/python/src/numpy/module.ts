import type { Loss } from '@lossmith/core';
import { coreText } from '../core-text.js';
import { lossFunction } from '../loss-program.js';
import { type PythonModule, writtenModule } from '../module/written.js';
import type { Choices } from '../options.js';
import { boosterShapeOf, boosterTexts } from './boosters.js';
import { numpy } from './dialect.js';

/** A loss as a file for NumPy, of one precision. */
export function numpyModule(loss: Loss, choices: Choices): PythonModule {
  const { precision = 'float64', leastHessian } = choices;
  const dialect = { ...numpy, precision };
  const { constants, functions } = coreText([lossFunction(loss, choices, dialect)], dialect);
  const shape = boosterShapeOf(loss, choices);
  const least = [
    '# What boosters are given for a smaller hessian, times the weight.',
    `LEAST_HESSIAN = ${leastHessian}`,
  ];
  return writtenModule(loss, choices, numpy, {
    constants: [`_TYPE = np.${precision}`, ...(shape === undefined ? [] : least), ...constants],
    before: functions,
    behind: shape === undefined ? [] : boosterTexts(shape),
  });
}
