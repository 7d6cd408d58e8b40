import type { Loss } from '@lossmith/core';
import type { LibraryDialect } from '../dialect.js';
import { argumentOf } from '../names.js';
import type { Choices } from '../options.js';
import { argumentsFor, parameterTexts } from '../signature.js';
import { fitted } from '../writer.js';

/** An argument as an array [examples], or [examples, items]. */
const shaped = (name: string, own: string, rest = '') => `_shaped("${name}", ${name}, lead, ${own}, numbers${rest})`;

/** Lines that make one input of the loss ready. */
function inputLines({ inputs }: Loss): readonly string[] {
  return inputs.slice(1).flatMap(({ name, axes, optional }) => {
    const own = axes === 'i' ? '(items,)' : '()';
    const zeros = optional === true ? [`if ${name} is None:`, `    ${name} = np.zeros((*lead, *${own}))`] : [];
    return [...zeros, `data["${name}"] = ${shaped(name, own)}`];
  });
}

/** Weights, of which a mask of examples is a part: what is masked is never looked at. */
function weightLines({ takes }: Choices): readonly string[] {
  const weight = ['if weight is not None:', `    data["weight"] = ${shaped('weight', '()', ', True')}`];
  const mask = [
    'if mask is not None:',
    `    kept = ${shaped('mask', '()', ', True')} > 0`,
    '    given = data.get("weight", kept.astype(numbers.dtype))',
    '    data["weight"] = np.where(kept, given, 0)',
  ];
  const check = ['if "weight" in data:', '    _check_weights("weight", data["weight"])'];
  return [...(takes.weight ? weight : []), ...(takes.mask === '' ? mask : []), ...(takes.weight ? check : [])];
}

/** A mask of items: given for each, or for each example. */
function maskLines({ takes }: Choices): readonly string[] {
  if (takes.mask !== 'i') return [];
  return [
    'ones = np.ones((), dtype=numbers.dtype)',
    'data["mask"] = np.broadcast_to(ones, data["predicted"].shape)',
    'if mask is not None:',
    `    kept = ${shaped('mask', '(items,)', ', True')} > 0`,
    '    data["mask"] = kept.astype(numbers.dtype)',
  ];
}

/** Inputs that are weights of items are not negative where the mask keeps them. */
function checkLines({ inputs }: Loss, { takes }: Choices): readonly string[] {
  const weights = inputs.filter(({ kind }) => kind === 'weight').map(({ name }) => name);
  return weights.map((name) => {
    const kept = takes.mask === 'i' ? `np.where(data["mask"] > 0, data["${name}"], 0)` : `data["${name}"]`;
    return `_check_weights("${name}", ${kept})`;
  });
}

function itemLines({ axes, items }: Loss): readonly string[] {
  if (axes === '') return ['lead = shape', 'data = {"predicted": numbers.reshape(-1)}'];
  return [
    `if len(shape) == 0 or shape[-1] ${items === undefined ? '== 0' : `!= ${items}`}:`,
    `    raise ValueError(f"predicted has shape {shape}, expected rows of ${items ?? 'items'}")`,
    'lead, items = shape[:-1], shape[-1]',
    'data = {"predicted": numbers.reshape(-1, items)}',
  ];
}

/** `_prepared`: arguments of users as arrays of the function that works out the program. */
export function preparedText(loss: Loss, choices: Choices, { words, numbers }: LibraryDialect): string {
  const lines = [
    ...numbers,
    ...itemLines(loss),
    ...inputLines(loss),
    ...weightLines(choices),
    ...maskLines(choices),
    ...checkLines(loss, choices),
  ];
  const parameters = choices.parameters.map((path) => {
    const name = argumentOf(path);
    return fitted('    ', `data["${name}"] = _parameter(`, [`"${name}"`, name, 'data["predicted"]'], ')');
  });
  const all = parameterTexts(argumentsFor(loss, choices), words('ArrayLike'));
  return [
    fitted('', 'def _prepared(', all, words(') -> tuple[tuple[int, ...], dict[str, NDArray]]:')),
    '    """Arguments as arrays, after a look at them."""',
    ...lines.map((line) => words(`    ${line}`)),
    ...parameters,
    '    return shape, data',
  ].join('\n');
}
