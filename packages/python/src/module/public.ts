import type { Loss } from '@lossmith/core';
import type { OutputName } from '@lossmith/core/backend';
import type { LibraryDialect } from '../dialect.js';
import type { Choices } from '../options.js';
import { argumentsFor, handedOn, parameterTexts } from '../signature.js';
import { targetAdvice } from '../target-advice.js';
import { fitted } from '../writer.js';

/** Derivatives have the shape of predicted; a loss that is not reduced that of the examples. */
const shapeLines = ({ axes }: Loss): readonly string[] =>
  axes === ''
    ? ['            results[name] = values.reshape(shape)']
    : [
        '            own = shape[:-1] if name in ("loss", "weight") else shape',
        '            results[name] = values.reshape(own)',
      ];

/** The head of a function that users call. */
function signature(name: string, loss: Loss, choices: Choices, { words }: LibraryDialect, outputs: readonly string[]) {
  const named = ['*', `reduction: str = "${choices.reduction}"`, ...outputs];
  return fitted('', `def ${name}(`, parameterTexts(argumentsFor(loss, choices), words('ArrayLike'), named), ')');
}

/** `evaluate`: several outputs at once. */
export function evaluateText(loss: Loss, choices: Choices, dialect: LibraryDialect): string {
  const names = argumentsFor(loss, choices).map(({ name }) => name);
  const outputs = JSON.stringify(choices.outputs).slice(1, -1).replaceAll(',', ', ');
  const tuple = `outputs: tuple[str, ...] = (${outputs})`;
  return [
    `${signature('evaluate', loss, choices, dialect, [tuple])} -> dict[str, ${dialect.words('NDArray')}]:`,
    '    """Results by name; "weight" is what examples count in a mean."""',
    fitted('    ', 'shape, data = _prepared(', names, ')'),
    ...dialect.results.map((line) => `    ${line}`),
    ...(targetAdvice(loss) === undefined ? [] : ['    _check_targets(results, data)']),
    '    wanted = (*outputs, "weight")',
    '    results = {name: results[name] for name in results if name in wanted}',
    '    results = _reduced(results, reduction)',
    '    for name, values in results.items():',
    '        if values.ndim > 0:',
    ...shapeLines(loss),
    '    return {name: results[name] for name in outputs}',
  ].join('\n');
}

const meanings: Readonly<Record<OutputName, string>> = {
  loss: 'The loss: of each example, or reduced.',
  gradient: 'The derivative of the loss by predicted.',
  hessian: 'The second derivative of the loss by predicted.',
};

/** `loss`, `gradient` and `hessian`, each by itself. */
export function outputTexts(loss: Loss, choices: Choices, dialect: LibraryDialect): readonly string[] {
  return choices.outputs.map((output) => {
    const given = handedOn(argumentsFor(loss, choices), ['reduction=reduction', `outputs=("${output}",)`]);
    return [
      `${signature(output, loss, choices, dialect, [])} -> ${dialect.words('NDArray')}:`,
      `    """${meanings[output]}"""`,
      fitted('    ', 'results = evaluate(', given, ')'),
      `    return results["${output}"]`,
    ].join('\n');
  });
}
