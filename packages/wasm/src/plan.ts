import type { Precision, Program } from '@lossmith/core/backend';

/** What a module is to be: a program, the arithmetic it is done in, and which open parameters come one per example. */
export interface Plan {
  readonly program: Program;
  readonly arithmetic: Precision;
  readonly perExample: readonly string[];
}

/** Names of the arrays with numbers of the examples: inputs, each once, then parameters that come one per example. */
export const arraysOf = ({ program, perExample }: Plan): readonly string[] => [
  ...new Set(program.inputs.map(({ name }) => name)),
  ...perExample,
];

/** Parameters with one number for all examples, in the order of the module's `numbers`. */
export const commonParameters = ({ program, perExample }: Plan) =>
  program.parameters.filter(({ name }) => !perExample.includes(name));

/** Outputs that are written for every example: a reduced loss is not, nor what only counts. */
export function storedOutputs({ program: { reduction, outputs } }: Plan): readonly string[] {
  const gathered = ['loss', 'weight', 'kept'];
  return Object.keys(outputs).filter((name) => reduction === 'none' || !gathered.includes(name));
}

/** Parameters of a module's functions, in order: rows, classes, then where in memory each of these begins. */
export const pointerNames = (plan: Plan): readonly string[] => [
  ...arraysOf(plan),
  'numbers',
  'total',
  ...storedOutputs(plan).map((name) => `output ${name}`),
];

/** Whether lanes lie along classes; else they lie along examples. */
export const variesByClass = ({ instructions, outputs }: Program): boolean =>
  [...instructions, ...Object.values(outputs)].some(({ axes }) => axes !== '');
