import type { Loss } from '@lossmith/core';
import { coreText } from '../core-text.js';
import { directedFunction, lossFunction } from '../loss-program.js';
import { type PythonModule, writtenModule } from '../module/written.js';
import type { Choices } from '../options.js';
import { torch } from './dialect.js';
import { chunksText, differentiableTexts, moduleClassText, tablesText } from './texts.js';

/** What follows the type of the scores. */
function programsText(loss: Loss, choices: Choices, precision: 'float32' | 'float64') {
  const dialect = { ...torch, precision, suffix: `_${precision}` };
  return coreText([lossFunction(loss, choices, dialect), directedFunction(loss, choices, dialect)], dialect);
}

/** A loss as a file for PyTorch: it has what it works out in float32 and in float64. */
export function torchModule(loss: Loss, choices: Choices): PythonModule {
  const both = (['float32', 'float64'] as const).map((precision) => programsText(loss, choices, precision));
  const functions = new Set(both.flatMap((one) => one.functions));
  return writtenModule(loss, choices, torch, {
    constants: [...new Set(both.flatMap((one) => one.constants))],
    before: [...functions, tablesText, chunksText, ...differentiableTexts(loss)],
    behind: [moduleClassText(loss, choices)],
  });
}
