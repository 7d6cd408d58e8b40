import type { Loss } from '@lossmith/core';
import type { OutputName } from '@lossmith/core/backend';
import type { Choices } from '../options.js';
import { argumentsFor, parameterTexts } from '../signature.js';
import { targetAdvice } from '../target-advice.js';
import { fitted } from '../writer.js';

/** `evaluate`: all outputs at once. */
export function evaluateText(loss: Loss, choices: Choices): string {
  const all = argumentsFor(loss, choices);
  const names = all.map(({ name }) => name);
  const advice = targetAdvice(loss) === undefined ? [] : ['    _check_targets(results, data)'];
  return [
    `${signature('evaluate', loss, choices)} -> dict[str, NDArray]:`,
    `    """Results by name: ${choices.outputs.join(', ')}."""`,
    fitted('    ', 'shape, data = _prepared(', names, ')'),
    '    results = _evaluate(**data)',
    ...advice,
    '    results = _reduced(results, reduction)',
    ...reshaped(loss),
    '    return results',
  ].join('\n');
}

/** Derivatives have the shape of predicted; a loss that is not reduced that of the examples. */
function reshaped({ axes }: Loss): readonly string[] {
  const shape = axes === '' ? 'shape' : 'shape[:-1] if name == "loss" else shape';
  return [
    '    for name, values in results.items():',
    '        if values.ndim > 0:',
    `            results[name] = values.reshape(${shape})`,
  ];
}

function signature(name: string, loss: Loss, choices: Choices): string {
  const all = argumentsFor(loss, choices);
  const own = all.filter(({ kind }) => kind !== 'parameter');
  const open = all.filter(({ kind }) => kind === 'parameter');
  const last = [`reduction: str = "${choices.reduction}"`, ...parameterTexts(open, 'ArrayLike')];
  return fitted('', `def ${name}(`, [...parameterTexts(own, 'ArrayLike'), '*', ...last], ')');
}

const meanings: Readonly<Record<OutputName, string>> = {
  loss: 'The loss: of each example, or reduced.',
  gradient: "The derivative of the reduced loss by predicted, of predicted's shape.",
  hessian: 'The second derivative of the loss by each number of predicted.',
};

/** `loss`, `gradient` and `hessian`, each by itself. */
export function outputTexts(loss: Loss, choices: Choices): readonly string[] {
  const all = argumentsFor(loss, choices);
  const given = all.map(({ name, kind }) => (kind === 'parameter' ? `${name}=${name}` : name));
  const own = given.filter((_, k) => all[k]?.kind !== 'parameter');
  const rest = given.filter((_, k) => all[k]?.kind === 'parameter');
  return choices.outputs.map((output) =>
    [
      `${signature(output, loss, choices)} -> NDArray:`,
      `    """${meanings[output]}"""`,
      fitted('    ', 'results = evaluate(', [...own, 'reduction=reduction', ...rest], ')'),
      `    return results["${output}"]`,
    ].join('\n'),
  );
}
