import type { Program } from '@lossmith/core/backend';

/** What a module is to be: a program, and which open parameters come one per example. Plain data. */
export interface ModuleSpec {
  readonly program: Program;
  readonly perExample: readonly string[];
}

/** Names of the arrays with numbers of the examples: inputs, each once, then parameters that come one per example. */
export const inputNames = ({ program, perExample }: ModuleSpec): readonly string[] => [
  ...new Set(program.inputs.map(({ name }) => name)),
  ...perExample,
];

/** Parameters with one number for all examples, in the order of the module's `scalars`. */
export const scalarParameters = ({ program, perExample }: ModuleSpec) =>
  program.parameters.filter(({ name }) => !perExample.includes(name));

/** Outputs that are written for every example: a reduced loss is not, nor what only counts. */
export function storedOutputs({ program: { reduction, outputs } }: ModuleSpec): readonly string[] {
  const summed = ['loss', 'weight', 'kept'];
  return Object.keys(outputs).filter((name) => reduction === 'none' || !summed.includes(name));
}

/** Whether lanes lie along items; else they lie along examples. */
export const variesByItem = ({ instructions, outputs }: Program): boolean =>
  [...instructions, ...Object.values(outputs)].some(({ axes }) => axes !== '');
