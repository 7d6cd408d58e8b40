import type { Loss } from '@lossmith/core';
import { argumentOf } from '../names.js';
import type { Choices } from '../options.js';
import { argumentsFor, parameterTexts } from '../signature.js';
import { fitted } from '../writer.js';

/** Lines that make one input of the loss ready; `lead` is the shape of examples. */
function inputLines(loss: Loss): readonly string[] {
  return loss.inputs.slice(1).flatMap(({ name, axes, optional }) => {
    const shape = axes === loss.axes ? 'shape' : 'lead';
    const rows = axes === 'i' ? 'examples, items' : '-1';
    const made = `data["${name}"] = _shaped("${name}", ${name}, ${shape}).reshape(${rows})`;
    return optional === true ? [`if ${name} is None:`, `    ${name} = np.zeros(${shape})`, made] : [made];
  });
}

/** Inputs that are weights of items are not negative where the mask keeps them. */
function checkLines({ inputs }: Loss, { takes }: Choices): readonly string[] {
  const weights = inputs.filter(({ kind }) => kind === 'weight').map(({ name }) => name);
  return weights.map((name) => {
    const kept = takes.mask === 'i' ? `np.where(data["mask"] > 0, data["${name}"], 0)` : `data["${name}"]`;
    return `_check_weights("${name}", ${kept})`;
  });
}

/** Weights, of which a mask of examples is a part: what is masked is never looked at. */
function weightLines({ takes }: Choices): readonly string[] {
  const masked = takes.mask === '';
  if (!takes.weight && !masked) return [];
  const given = takes.weight ? ['if weight is not None:', '    counted = _shaped("weight", weight, lead, True)'] : [];
  const mask = ['if mask is not None:', '    counted = np.where(_shaped("mask", mask, lead, True) > 0, counted, 0)'];
  return [
    'counted = np.ones(lead, dtype=_TYPE)',
    ...given,
    ...(masked ? mask : []),
    ...(takes.weight ? [WEIGHTS] : []),
    'data["weight"] = counted.reshape(-1).astype(_TYPE)',
  ];
}

const WEIGHTS = '_check_weights("weight", counted)';

/** A mask of items: given for each, or for each example. */
function maskLines({ takes }: Choices): readonly string[] {
  if (takes.mask !== 'i') return [];
  return [
    'kept = np.ones(shape, dtype=_TYPE)',
    'if mask is not None:',
    '    kept = (_shaped("mask", mask, shape, True) > 0).astype(_TYPE)',
    'data["mask"] = kept.reshape(examples, items)',
  ];
}

function itemLines({ axes, items }: Loss): readonly string[] {
  if (axes === '') return ['lead = shape'];
  const rule = items === undefined ? 'len(shape) == 0 or shape[-1] == 0' : `len(shape) == 0 or shape[-1] != ${items}`;
  const what = items === undefined ? 'classes or items on' : `${items} numbers on`;
  return [
    `if ${rule}:`,
    '    raise ValueError(',
    `        f"predicted has shape {shape}, expected ${what} its last axis"`,
    '    )',
    'lead, items = shape[:-1], shape[-1]',
  ];
}

/** `_prepared`: arguments of users as arrays of the function that works out the program. */
export function preparedText(loss: Loss, choices: Choices): string {
  const all = argumentsFor(loss, choices);
  const open = choices.parameters.map((path) => argumentOf(path));
  const lines = [
    'numbers = np.asarray(predicted, dtype=_TYPE)',
    'shape = numbers.shape',
    ...itemLines(loss),
    'examples = math.prod(lead)',
    `data = {"predicted": numbers.reshape(${loss.axes === '' ? '-1' : 'examples, items'})}`,
    ...inputLines(loss),
    ...weightLines(choices),
    ...maskLines(choices),
    ...checkLines(loss, choices),
  ];
  const parameterLines = open.map((name) =>
    fitted('    ', `data["${name}"] = _parameter(`, [`"${name}"`, name, 'examples'], ')'),
  );
  return [
    fitted('', 'def _prepared(', parameterTexts(all, 'ArrayLike'), ') -> tuple[tuple[int, ...], dict[str, NDArray]]:'),
    '    """Arguments as arrays [examples, items], after a look at them."""',
    ...lines.map((line) => `    ${line}`),
    ...parameterLines,
    '    return shape, data',
  ].join('\n');
}
