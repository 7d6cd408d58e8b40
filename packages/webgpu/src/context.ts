import type { Axes } from '@lossmith/core';
import type { FunctionName } from './wgsl-function.js';

/** How tightly WGSL binds what a text holds: 0 logic, 1 comparison, 2 sum, 3 product, 4 sign, 5 a name or a call. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

/** What stands for the result of an instruction: the text of a WGSL expression. */
export interface Value {
  readonly text: string;
  readonly level: Level;
  /** The number it is, if it is a constant. */
  readonly constant?: number;
  /** Whether it is something plus or minus a constant. */
  readonly shifted?: boolean;
}

/** What lowerings need besides their arguments. */
export interface Context {
  /** Functions of our own that the text calls; lowerings add to it. */
  readonly functions: Set<FunctionName>;
  /** The text of a value of an input of the program, for the example and classes at hand. */
  readonly load: (name: string, axes: Axes) => string;
  /** The text of the value of an open parameter for the example at hand. */
  readonly parameter: (name: string) => string;
}

export const atom = (text: string): Value => ({ text, level: 5 });

/** The text of a value, in brackets where it binds less tightly than its place needs. */
export const within = ({ text, level }: Value, needed: Level): string => (level < needed ? `(${text})` : text);
