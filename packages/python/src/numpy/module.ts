import type { Loss } from '@lossmith/core';
import type { PythonModule } from '../compile-python.js';
import { coreText } from '../core-text.js';
import { moduleDoc } from '../doc.js';
import { lossProgram } from '../loss-program.js';
import { moduleText } from '../module-text.js';
import type { Choices } from '../options.js';
import { reducedText } from '../reduced.js';
import { targetAdvice } from '../target-advice.js';
import { boosterShapeOf, boosterTexts } from './boosters.js';
import { parameterText, shapedText, targetCheckText, weightCheckText } from './checks.js';
import { preparedText } from './prepared.js';
import { evaluateText, outputTexts } from './public.js';

/** The checks that a loss needs. */
function checksOf(loss: Loss, { takes, parameters }: Choices): readonly string[] {
  const advice = targetAdvice(loss);
  const weights = takes.weight || loss.inputs.some(({ kind }) => kind === 'weight');
  return [
    ...(loss.inputs.length > 1 || takes.weight || takes.mask !== undefined ? [shapedText] : []),
    ...(weights ? [weightCheckText] : []),
    ...(parameters.length > 0 ? [parameterText] : []),
    ...(advice === undefined ? [] : [targetCheckText(advice)]),
  ];
}

/** Names of what is defined for users. */
const publicNames = (definitions: readonly string[]) =>
  definitions.flatMap((text) =>
    [...text.matchAll(/^(?:def|class) ([a-zA-Z]\w*)/gm)].map((found) => found[1] as string),
  );

/** A loss as a file for NumPy. */
export function numpyModule(loss: Loss, choices: Choices): PythonModule {
  const program = lossProgram(loss, choices);
  const doc = 'Results of each example.';
  const core = coreText([{ name: '_evaluate', doc, program }], { library: 'numpy', precision: choices.precision });
  const shape = boosterShapeOf(loss, choices);
  const constants = [
    `_TYPE = np.${choices.precision}`,
    ...(shape === undefined
      ? []
      : [
          '# What boosters are given for a smaller hessian, times the weight.',
          `LEAST_HESSIAN = ${choices.leastHessian}`,
        ]),
    ...core.constants,
  ];
  const definitions = [
    ...core.functions,
    reducedText.numpy,
    ...checksOf(loss, choices),
    preparedText(loss, choices),
    evaluateText(loss, choices),
    ...outputTexts(loss, choices),
    ...(shape === undefined ? [] : boosterTexts(shape)),
  ];
  const typing = shape === undefined ? [] : ['from typing import Any'];
  const imports = [
    'from __future__ import annotations',
    '',
    'import math',
    ...typing,
    '',
    'import numpy as np',
    'from numpy.typing import ArrayLike, NDArray',
  ];
  return {
    source: moduleText({ doc: moduleDoc(loss, 'NumPy'), imports, constants, definitions }),
    functions: publicNames(definitions),
  };
}
