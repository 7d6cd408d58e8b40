import type { Axis } from '@lossmith/core';
import type { Piece } from './piece.js';

/**
 * What lowerings work with. A value is an array [examples, i, j]: behind the examples those axes that the program has at all,
 * of length 1 where the value does not vary along one.
 */
export interface Context {
  /** Text in the words of the library. */
  words(text: string): string;
  /** The axes behind that of the examples. */
  readonly axes: '' | 'i' | 'ij';
  /** An array of the floating type that other arrays follow in type and place. */
  readonly like: string;
  /** An input or open parameter as an array with all axes. */
  data(name: string, axes: string): Piece;
  /** How many items there are. */
  readonly items: string;
  /** A function of the module that is written for this program's precision. */
  helper(name: string): string;
}

/** The place of an axis in arrays, counted from their end, where reductions find it whatever the number of axes. */
export const placeOf = (axis: Axis, { axes }: Pick<Context, 'axes'>): number => axes.indexOf(axis) - axes.length;
