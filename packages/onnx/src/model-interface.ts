import type { Axes } from '@lossmith/core';
import type { Program, ProgramInput } from '@lossmith/core/backend';
import type { Context } from './context.js';
import type { ElementType } from './element-type.js';
import type { Dimension, Port } from './model.js';

/** An input or output of a model. */
export interface OnnxPort extends Port {
  /** Of an open parameter: its number in the loss. */
  readonly default?: number;
}

export interface EmitOptions {
  /** The type of inputs and outputs, where that is not the program's precision. */
  readonly type?: 'float16' | undefined;
  /** The shape of predicted; see `compileOnnx`. */
  readonly shape?: readonly Dimension[] | undefined;
  /** The version of the operators. Default 17. */
  readonly opset?: number | undefined;
  /** Inputs that the model is to have whether the program uses them or not. */
  readonly inputs?: readonly ProgramInput[];
  /** What inputs and outputs are called in the model. Default: as in the program. */
  readonly rename?: (name: string) => string;
  /** Stands before the names of everything in between. */
  readonly prefix?: string;
}

/** What of a model follows from the program without its instructions. */
export interface ModelInterface {
  /** The axes that anything in the program has. */
  readonly axes: Context['axes'];
  /** How many axes the examples have. */
  readonly rank: number;
  /** The type of numbers outside. */
  readonly type: ElementType;
  /** Inputs of the program, by their names there, each once. */
  readonly inputs: readonly ProgramInput[];
  /** The input that says how many examples and classes there are: predicted, or the first that has most axes. */
  readonly leading: ProgramInput;
  /** Inputs and open parameters as the model has them. */
  readonly ports: readonly OnnxPort[];
  /** The dimensions of data along some axes. */
  dims(axes: Axes): readonly Dimension[];
  rename(name: string): string;
}

/** The axes that anything in a program has. */
function axesOf({ instructions, outputs }: Program, inputs: readonly ProgramInput[]): Context['axes'] {
  const all = [...instructions, ...Object.values(outputs), ...inputs].map(({ axes }) => axes).join('');
  return all.includes('j') ? 'ij' : all.includes('i') ? 'i' : '';
}

/** Inputs by name, and predicted where no other tells how many examples and classes there are. */
function inputsOf({ inputs, outputs }: Program, always: readonly ProgramInput[]): readonly ProgramInput[] {
  const all = [...always, ...inputs];
  const unique = all.filter(({ name }, k) => all.findIndex((other) => other.name === name) === k);
  const needed = Object.values(outputs).some(({ axes }) => axes !== '') ? 'i' : '';
  const known = unique.some(({ axes }) => axes.length >= needed.length);
  return known ? unique : [{ name: 'predicted', axes: needed, kind: 'number' }, ...unique];
}

/** The first input with the most axes. Inputs of a loss begin with predicted. */
const leadingOf = (inputs: readonly ProgramInput[]): ProgramInput =>
  inputs.reduce((first, other) => (other.axes.length > first.axes.length ? other : first));

const typeOf = ({ kind }: ProgramInput, type: ElementType): ElementType =>
  (({ number: type, label: 'int64', mask: 'bool' }) as const)[kind];

export function interfaceOf(program: Program, options: EmitOptions): ModelInterface {
  const { type = program.precision, shape, rename = (name) => name } = options;
  const inputs = inputsOf(program, options.inputs ?? []);
  const axes = axesOf(program, inputs);
  const given = shape ?? (axes === '' ? ['batch'] : ['rows', 'classes']);
  const examples = axes === '' ? given : given.slice(0, -1);
  const dims = (own: Axes) => [...examples, ...Array.from(own, () => given.at(-1) as Dimension)];
  const data = inputs.map((input): OnnxPort => {
    return { name: rename(input.name), type: typeOf(input, type), dims: dims(input.axes) };
  });
  const parameters = program.parameters.map(({ name, value }): OnnxPort => {
    return { name: rename(name), type, dims: examples.map((_, k) => `${rename(name)}[${k}]`), default: value };
  });
  const leading = leadingOf(inputs);
  return { axes, rank: examples.length, type, inputs, leading, ports: [...data, ...parameters], dims, rename };
}
