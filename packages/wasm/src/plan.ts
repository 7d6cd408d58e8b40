import type { Precision, Program } from '@lossmith/core/backend';
import { keptValues } from './scratch.js';

/** What a module is to be: a program, the arithmetic it is done in, and which open parameters come one per example. Plain data. */
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

/** Whether lanes lie along classes; else they lie along examples. */
export const variesByClass = ({ instructions, outputs }: Program): boolean =>
  [...instructions, ...Object.values(outputs)].some(({ axes }) => axes !== '');

/** Something in memory. Functions of a module are told rows, classes, and where each of these begins, in the order of `placesOf`. */
export interface Place {
  /** 'array': data of the examples; 'numbers': float64 that all share; 'total': one float64; 'scratch': room to work in; 'output'. */
  readonly kind: 'array' | 'numbers' | 'total' | 'scratch' | 'output';
  readonly name: string;
  /** Of how many classes, multiplied, one example has entries; of scratch, how many float64s it needs for each class of a row. */
  readonly axes: number;
}

function makePlaces(plan: Plan): readonly Place[] {
  const { inputs, outputs } = plan.program;
  const array = (name: string): Place => {
    return { kind: 'array', name, axes: inputs.find((input) => input.name === name)?.axes.length ?? 0 };
  };
  const scratch = keptValues(plan.program).size;
  const output = (name: string): Place => ({ kind: 'output', name, axes: outputs[name]?.axes.length ?? 0 });
  return [
    ...arraysOf(plan).map(array),
    { kind: 'numbers', name: 'numbers', axes: 0 },
    { kind: 'total', name: 'total', axes: 0 },
    ...(scratch === 0 ? [] : [{ kind: 'scratch', name: 'scratch', axes: scratch } as const]),
    ...storedOutputs(plan).map(output),
  ];
}

const known = new WeakMap<Plan, readonly Place[]>();

/** Worked out once: to find what scratch holds takes longer than a small run. */
export function placesOf(plan: Plan): readonly Place[] {
  const places = known.get(plan) ?? makePlaces(plan);
  known.set(plan, places);
  return places;
}

/** By which a place is found. */
export const keyOf = ({ kind, name }: Place): string => (kind === name ? kind : `${kind} ${name}`);
