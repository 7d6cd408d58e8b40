import { type Axes, LossmithOptionError } from '@lossmith/core';
import type { Program } from '@lossmith/core/backend';
import type { WgslBinding } from './module.js';
import { scratchSlots } from './scratch.js';

/** How scores lie in the buffers of the user; all arithmetic is in float32. */
export type Storage = 'f32' | 'f16';

function refuse(name: string, value: unknown, advice: string): never {
  throw new LossmithOptionError(name, `${JSON.stringify(value)} is unknown`, advice);
}

export const checkStorage = (value: unknown): Storage =>
  value === 'f32' || value === 'f16' ? value : refuse('storage', value, "use 'f32' or 'f16'");

export const checkFlag = (name: string, value: unknown): boolean =>
  typeof value === 'boolean' ? value : refuse(name, value, 'give true or false');

/** Whether the gradient is to be written over `predicted`: there has to be one. */
export function checkInPlace(given: unknown, outputs: readonly string[]): boolean {
  const value = checkFlag('inPlace', given);
  if (value && !outputs.includes('gradient'))
    throw new LossmithOptionError('inPlace', 'needs the output gradient', "add 'gradient' to outputs");
  return value;
}

export interface LayoutOptions {
  readonly storage: Storage;
  /** Whether the gradient is written over `predicted`. */
  readonly inPlace: boolean;
  /** Whether sums use subgroup operations. */
  readonly subgroups: boolean;
  /** How labels and masks lie in buffers. */
  readonly integers: 'u32' | 'f32';
}

const per = (axes: Axes): WgslBinding['per'] => (axes === '' ? 'example' : axes === 'ij' ? 'pair' : 'class');

/** Whether a program is over rows of classes. */
export const hasClasses = ({ inputs }: Program): boolean => inputs.some(({ axes }) => axes !== '');

/** Weights and losses are float32 in any case, all other numbers as scores are stored. */
const isScore = (name: string) => name !== 'weight' && name !== 'loss';

/** All buffers of a program in the order of their numbers. */
export function bindingsOf(program: Program, { storage, inPlace, integers }: LayoutOptions): readonly WgslBinding[] {
  const element = (name: string): WgslBinding['element'] => (isScore(name) ? storage : 'f32');
  const reduced = program.reduction !== 'none';
  const slots = scratchSlots(program).size;
  const outputs = Object.entries(program.outputs).filter(([name]) => !(reduced && name === 'weight'));
  const all: Omit<WgslBinding, 'binding'>[] = [
    { name: 'call', type: 'uniform', element: 'u32', role: 'call', per: 'call' },
    ...program.inputs.map(({ name, axes, kind }) => ({
      name,
      type: inPlace && name === 'predicted' ? ('storage' as const) : ('read-only-storage' as const),
      element: kind === 'number' ? element(name) : integers,
      role: 'input' as const,
      per: per(axes),
    })),
    ...(program.parameters.length === 0
      ? []
      : [{ name: 'parameters', type: 'read-only-storage', element: 'u32', role: 'parameters', per: 'call' } as const]),
    ...outputs
      .filter(([name]) => !(inPlace && name === 'gradient'))
      .map(([name, { axes }]) => ({
        name,
        type: 'storage' as const,
        element: element(name),
        role: 'output' as const,
        per: reduced && name === 'loss' ? ('call' as const) : per(axes),
      })),
    ...(reduced ? [{ name: 'partials', type: 'storage', element: 'f32', role: 'partials', per: 'call' } as const] : []),
    ...(slots > 0
      ? [{ name: 'scratch', type: 'storage', element: 'f32', role: 'scratch', per: 'class', each: slots } as const]
      : []),
  ];
  return Object.freeze(all.map((binding, k) => Object.freeze({ ...binding, binding: k })));
}
