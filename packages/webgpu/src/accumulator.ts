import { assign, type Lines } from './statements.js';
import type { FunctionName } from './wgsl-function.js';

/** How values are put together, as part of WGSL's names; the last two are states of one walk (see online-softmax.ts). */
export type AccumulatorKind = 'sum' | 'max' | 'softmax' | 'log_sum_exp';

/** What a loop accumulates in one variable. */
export interface Accumulator {
  readonly kind: AccumulatorKind;
  /** The variable it ends in. */
  readonly name: string;
  /** What one step contributes; of a softmax, the arguments that it takes of a class. */
  readonly value: string;
  /** Further arguments of what puts two of these together. */
  readonly more?: string;
}

/** How a kind is held, begun, and put together. */
interface KindText {
  readonly type: string;
  readonly start: string;
  readonly combine: (x: string, y: string, more: string) => string;
  /** A number beyond what is put together, as a further argument. */
  readonly more: string;
  readonly needs: readonly FunctionName[];
}

const plain = { type: 'f32', more: '' };

export const kinds: Readonly<Record<AccumulatorKind, KindText>> = {
  sum: { ...plain, start: '0f', combine: (x, y) => `${x} + ${y}`, needs: [] },
  max: {
    ...plain,
    start: 'from_bits(0xff800000u)',
    combine: (x, y) => `maximum(${x}, ${y})`,
    needs: ['maximum', 'from_bits'],
  },
  softmax: {
    type: 'Softmax',
    start: 'no_softmax()',
    combine: (x, y, more) => `merged_softmax(${x}, ${y}${more})`,
    more: ', temperature',
    needs: ['merged_softmax'],
  },
  log_sum_exp: {
    ...plain,
    type: 'LogSumExp',
    start: 'no_log_sum_exp()',
    combine: (x, y) => `merged_log_sum_exp(${x}, ${y})`,
    needs: ['merged_log_sum_exp'],
  },
};

/** The further argument as a parameter. */
export const parameterOf = (kind: AccumulatorKind): string => kinds[kind].more.replace('temperature', '$&: f32');

/** Functions that what is accumulated calls. */
export const neededBy = (all: readonly Accumulator[]): readonly FunctionName[] =>
  all.flatMap(({ kind }) => kinds[kind].needs);

export const declared = (all: readonly Accumulator[], ending = ''): Lines =>
  all.map(({ name, kind }) => `var ${name}${ending} = ${kinds[kind].start};`);

/** The line that puts a value into a variable. */
export const accumulate = ({ kind, more = '' }: Accumulator, into: string, value: string): string =>
  assign(into, kinds[kind].combine(into, value, more));
