import type { Loss } from '@lossmith/core';
import { parametersOf } from '@lossmith/core/backend';
import { argumentOf } from './names.js';
import type { Choices } from './options.js';

/** An argument of a function that users call. Parameters are given by their names, and have numbers as defaults; None is that of others. */
export interface Argument {
  readonly name: string;
  readonly parameter?: true;
  readonly default?: string;
}

/** What users hand to functions of a loss, in order. */
export function argumentsFor({ inputs, ...loss }: Loss, { takes, parameters }: Choices): readonly Argument[] {
  const given = (optional: boolean) => inputs.filter((one) => (one.optional === true) === optional);
  const defaults = parametersOf({ inputs, ...loss });
  const none = ({ name }: { readonly name: string }): Argument => ({ name, default: 'None' });
  return [
    ...given(false).map(({ name }) => ({ name })),
    ...(takes.weight ? [{ name: 'weight' }] : []).map(none),
    ...(takes.mask === undefined ? [] : [{ name: 'mask' }]).map(none),
    ...given(true).map(none),
    ...parameters.map(
      (path): Argument => ({ name: argumentOf(path), parameter: true, default: String(defaults.get(path)) }),
    ),
  ];
}

/** Arguments with some that are given by their names before the parameters. */
function withNamed(all: readonly Argument[], named: readonly string[], text: (argument: Argument) => string) {
  const some = (parameter: boolean) => all.filter((one) => (one.parameter === true) === parameter).map(text);
  return [...some(false), ...named, ...some(true)];
}

/** Parameters of `def`: `predicted: ArrayLike`. */
export const parameterTexts = (all: readonly Argument[], type: string, named: readonly string[] = []) =>
  withNamed(all, named, ({ name, parameter, default: standard }) => {
    const also = parameter === true ? ' | float' : standard === undefined ? '' : ' | None';
    return `${name}: ${type}${also}${standard === undefined ? '' : ` = ${standard}`}`;
  });

/** Arguments of a function handed on to another. */
export const handedOn = (all: readonly Argument[], named: readonly string[]) =>
  withNamed(all, named, ({ name, parameter }) => (parameter === true ? `${name}=${name}` : name));
