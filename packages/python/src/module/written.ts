import type { Loss } from '@lossmith/core';
import type { LibraryDialect } from '../dialect.js';
import { moduleDoc } from '../doc.js';
import { moduleText } from '../module-text.js';
import type { Choices } from '../options.js';
import { reducedText } from '../reduced.js';
import { targetAdvice } from '../target-advice.js';
import { parameterText, shapedText, targetCheckText, weightCheckText, weightedText } from './checks.js';
import { preparedText } from './prepared.js';
import { evaluateText, outputTexts } from './public.js';

/** A loss as a Python file. */
export interface PythonModule {
  /** The text of the file. The same loss and options give the same text. */
  readonly source: string;
  /** What it has for users: names of functions and classes. */
  readonly functions: readonly string[];
}

/** What a library has of its own: constants, what stands before the functions for users, and what behind. */
export interface OwnParts {
  readonly constants: readonly string[];
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/** Functions for the module's own use that another text calls. */
const called = (definitions: readonly string[]) =>
  definitions.filter((text) => {
    const name = /^def (_\w+)/m.exec(text)?.[1];
    return name === undefined || definitions.some((other) => other !== text && other.includes(name));
  });

/** A loss as a file for a library: what all have alike, and its own parts. */
export function writtenModule(loss: Loss, choices: Choices, dialect: LibraryDialect, own: OwnParts): PythonModule {
  const checks = [shapedText, weightCheckText, parameterText, targetCheckText(targetAdvice(loss))];
  const definitions = called([
    ...own.before,
    ...[weightedText, reducedText, ...checks].map(dialect.words),
    preparedText(loss, choices, dialect),
    evaluateText(loss, choices, dialect),
    ...outputTexts(loss, choices, dialect),
    ...own.behind,
  ]);
  const source = moduleText({
    doc: moduleDoc(loss, dialect.title),
    imports: ['from typing import Any', '', ...dialect.imports],
    constants: own.constants,
    definitions,
  });
  return {
    source,
    functions: Array.from(source.matchAll(/^(?:def|class) ([a-zA-Z]\w*)/gm), (found) => found[1] as string),
  };
}
