import type { Backend, Precision, Program } from '@lossmith/core/backend';
import type { Context } from './context.js';
import { coreText } from './core-text.js';
import type { Library } from './dialect.js';
import { importsOf } from './imports.js';
import { lowerings } from './lowerings.js';
import { moduleText } from './module-text.js';
import type { Piece } from './piece.js';
import { reducedText } from './reduced.js';

/** A program as the text of a Python module with a function `_evaluate` of arrays, and `_reduced`. */
export interface PythonArtifact {
  readonly program: Program;
  readonly library: Library;
  readonly source: string;
}

/** Python as a backend: text for numpy or for torch. */
export function pythonBackend(library: Library, precision: Precision): Backend<Piece, Context, PythonArtifact> {
  const dialect = { library, precision };
  const emit = (program: Program): PythonArtifact => {
    const doc = 'Results of each example.';
    const { constants, functions } = coreText([{ name: '_evaluate', doc, program }], dialect);
    const definitions = [...functions, reducedText[library]];
    const source = moduleText({
      doc: 'A program of Lossmith.',
      imports: importsOf(library),
      constants: [`_TYPE = ${library === 'numpy' ? 'np' : 'torch'}.${precision}`, ...constants],
      definitions,
    });
    return { program, library, source };
  };
  return { contract: 1, name: `python (${library})`, lowerings: lowerings[library], emit };
}
