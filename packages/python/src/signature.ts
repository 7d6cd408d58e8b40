import type { Loss } from '@lossmith/core';
import { parametersOf } from '@lossmith/core/backend';
import { argumentOf } from './names.js';
import type { Choices } from './options.js';

/** An argument of a function that users call. */
export interface Argument {
  readonly name: string;
  readonly kind: 'data' | 'optional' | 'weight' | 'mask' | 'parameter';
  /** As it stands in `def`, behind its type. */
  readonly default?: string;
}

/** What users hand to functions of a loss, in order. */
export function argumentsFor(loss: Loss, { takes, parameters }: Choices): readonly Argument[] {
  const none = { default: 'None' };
  const data = loss.inputs.map(({ name, optional }): Argument => {
    return optional === true ? { name, kind: 'optional', ...none } : { name, kind: 'data' };
  });
  const defaults = parametersOf(loss);
  return [
    ...data.filter(({ kind }) => kind === 'data'),
    ...(takes.weight ? [{ name: 'weight', kind: 'weight', ...none } as const] : []),
    ...(takes.mask === undefined ? [] : [{ name: 'mask', kind: 'mask', ...none } as const]),
    ...data.filter(({ kind }) => kind === 'optional'),
    ...parameters.map((path): Argument => {
      return { name: argumentOf(path), kind: 'parameter', default: String(defaults.get(path)) };
    }),
  ];
}

/** Parameters of `def`: `predicted: ArrayLike`. */
export const parameterTexts = (all: readonly Argument[], type: string): readonly string[] =>
  all.map(({ name, kind, default: standard }) => {
    const open = kind === 'parameter' ? `${type} | float` : type;
    const own = standard === 'None' ? `${type} | None = None` : open;
    return `${name}: ${standard === undefined || standard === 'None' ? own : `${own} = ${standard}`}`;
  });
