import type { Loss } from '@lossmith/core';
import { numpyModule } from './numpy/module.js';
import { choicesOf, type PythonOptions } from './options.js';

/** A loss as a Python file. */
export interface PythonModule {
  /** The text of the file. The same loss and options give the same text. */
  readonly source: string;
  /** What it has for users: names of functions and classes. */
  readonly functions: readonly string[];
}

/**
 * A loss as one self-contained Python file for NumPy, which works with the library alone: its loss, gradient and
 * second derivative, and what boosters are handed. Throws `LossmithOptionError`.
 */
export function compilePython(loss: Loss, options: PythonOptions): PythonModule {
  const choices = choicesOf(loss, options);
  return numpyModule(loss, choices);
}
