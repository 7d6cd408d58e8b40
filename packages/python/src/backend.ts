import type { Backend, Precision, Program } from '@lossmith/core/backend';
import type { Context } from './context.js';
import { coreText } from './core-text.js';
import type { Library } from './dialect.js';
import { moduleText } from './module-text.js';
import { numpy } from './numpy/dialect.js';
import type { Piece } from './piece.js';
import { reducedText } from './reduced.js';
import { torch } from './torch/dialect.js';

/** A program as the text of a Python module with a function `_evaluate` of arrays, and `_reduced`. */
export interface PythonArtifact {
  readonly program: Program;
  readonly library: Library;
  readonly source: string;
}

const libraries = { numpy, torch };

/** Python as a backend: text for numpy or for torch. */
export function pythonBackend(library: Library, precision: Precision): Backend<Piece, Context, PythonArtifact> {
  const dialect = { ...libraries[library], precision };
  const emit = (program: Program): PythonArtifact => {
    const { constants, functions } = coreText(
      [{ name: '_evaluate', doc: 'Results of each example.', program }],
      dialect,
    );
    const source = moduleText({
      doc: 'A program of Lossmith.',
      imports: dialect.imports,
      constants,
      definitions: [...functions, dialect.words(reducedText)],
    });
    return { program, library, source };
  };
  return { contract: 1, name: `python (${library})`, lowerings: dialect.lowerings, emit };
}
