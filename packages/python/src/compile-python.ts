import type { Loss } from '@lossmith/core';
import type { Library } from './dialect.js';
import type { PythonModule } from './module/written.js';
import { type Choices, choicesOf, type PythonOptions } from './options.js';

type Writer = (loss: Loss, choices: Choices) => PythonModule;

/** `compilePython` for some libraries: bundles hold what the others need alone where they are asked for. */
export const compilerFor = <Own extends Library>(writers: Readonly<Record<Own, Writer>>) => {
  const libraries = Object.keys(writers) as Own[];
  return (loss: Loss, options: PythonOptions<Own>): PythonModule => {
    const choices = choicesOf(loss, options, libraries);
    return writers[choices.library](loss, choices);
  };
};
