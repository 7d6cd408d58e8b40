import type { Axes } from '@lossmith/core';
import type { Instruction, Lowering, OperationName, Program, ProgramInput } from '@lossmith/core/backend';
import { type Context, withoutAxes } from './context.js';
import { type ElementType, elementCodes } from './element-type.js';
import { type Graph, newGraph } from './graph.js';
import type { OnnxLowerings } from './lowerings.js';
import type { Dimension, GraphParts, Port } from './model.js';
import { reduceOutputs } from './reduction.js';

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

const asIs = (name: string) => name;

export interface EmittedGraph extends GraphParts {
  readonly opset: number;
  readonly inputs: readonly OnnxPort[];
}

/** The axes that anything in a program has. */
function axesOf({ instructions, outputs }: Program, inputs: readonly ProgramInput[]): Context['axes'] {
  const all = [...instructions, ...Object.values(outputs), ...inputs].map(({ axes }) => axes).join('');
  return all.includes('j') ? 'ij' : all.includes('i') ? 'i' : '';
}

/** Whether each instruction gives a number of its own for every example; that of a parameter depends on what is given. */
function perExample(instructions: readonly Instruction[]): readonly boolean[] {
  const found: boolean[] = [];
  for (const { op, args } of instructions) found.push(op === 'input' || args.some((place) => found[place]));
  return found;
}

/** What of the interface of a model follows from the program: its inputs, and shapes by axes. */
function interfaceOf(program: Program, { type, shape, inputs: always = [], rename = asIs }: EmitOptions) {
  const used = program.inputs.filter(({ name }) => !always.some((input) => input.name === name));
  const anything = [...always, ...used];
  const axes = axesOf(program, anything);
  const needed = Object.values(program.outputs).some((output) => output.axes !== '') ? 'i' : '';
  const hasShape = anything.some((input) => input.axes.length >= needed.length);
  const inputs = hasShape ? anything : [{ name: 'predicted', axes: needed } as const, ...anything];
  const given = shape ?? (axes === '' ? ['batch'] : ['rows', 'classes']);
  const examples = axes === '' ? given : given.slice(0, -1);
  const dims = (own: Axes) => (own === '' ? examples : [...examples, given.at(-1) as Dimension]);
  const number: ElementType = type ?? program.precision;
  const ofClasses = inputs.some(({ name, axes: own }) => name === 'predicted' && own !== '');
  const typeOf = ({ name, axes: own }: ProgramInput): ElementType => {
    if (name === 'mask') return 'bool';
    // A target without classes beside predicted with them is a label.
    return name === 'target' && own === '' && ofClasses ? 'int64' : number;
  };
  const unique = inputs.filter(({ name }, k) => inputs.findIndex((other) => other.name === name) === k);
  const ports = unique.map(
    (input): OnnxPort => ({
      name: rename(input.name),
      type: typeOf(input),
      dims: dims(input.axes),
    }),
  );
  const parameters = program.parameters.map(({ name, value }): OnnxPort => {
    return { name: rename(name), type: number, dims: examples.map((_, k) => `${rename(name)}[${k}]`), default: value };
  });
  return { axes, inputs: unique, ports: [...ports, ...parameters], dims, number, rank: examples.length };
}

/** The lists of whole numbers that speak of shapes, read off an input that has them. */
function shapesOf(inputs: readonly ProgramInput[], rename: (name: string) => string, graph: Graph) {
  const named = (wanted: (axes: Axes) => boolean) => {
    const found = inputs.find(({ axes }) => wanted(axes));
    return found && rename(found.name);
  };
  const [wide, narrow] = [named((axes) => axes !== ''), named((axes) => axes === '')];
  const classes = () => graph.add('Gather', [graph.add('Shape', [wide as string]), graph.integers([-1])]);
  const examples = () =>
    narrow === undefined
      ? graph.add('Slice', [graph.add('Shape', [wide as string]), graph.integers([0]), graph.integers([-1])])
      : graph.add('Shape', [narrow]);
  return { classes, examples };
}

/** A program as an ONNX graph. */
export function emitModel(program: Program, lowerings: OnnxLowerings, options: EmitOptions = {}): EmittedGraph {
  const { precision, instructions } = program;
  const { opset = 17, rename = asIs } = options;
  const { axes, inputs, ports, dims, number, rank } = interfaceOf(program, options);
  const graph = newGraph(precision, options.prefix);
  const { classes, examples } = shapesOf(inputs, rename, graph);
  const toProgram = (name: string) => {
    const tensor = rename(name);
    const typed = ports.find((port) => port.name === tensor)?.type === precision;
    return typed ? tensor : graph.add('Cast', [tensor], { to: elementCodes[precision] });
  };
  const computes = (op: OperationName) => instructions.some((one) => one.op === op);
  const context: Context = { graph, precision, opset, rank, axes, classes, computes, data: toProgram };

  const values: string[] = [];
  for (const instruction of instructions) {
    const lower = lowerings[instruction.op as keyof OnnxLowerings] as Lowering<string, Context>;
    const args = instruction.args.map((place) => values[place] as string);
    values.push(lower(args, instruction, context));
  }

  const own = perExample(instructions);
  const lengths = (wanted: Axes) => [...axes].map((axis) => (wanted.includes(axis) ? classes() : graph.integers([1])));
  const spread = (value: string, wanted: Axes) =>
    graph.add('Expand', [value, graph.add('Concat', [examples(), ...lengths(wanted)], { axis: 0 })]);
  const finished = Object.entries(program.outputs).map(([name, { instruction, axes: wanted }]) => {
    const value = values[instruction] as string;
    const whole = own[instruction] && instructions[instruction]?.axes === wanted;
    return [name, whole ? value : spread(value, wanted)] as const;
  });

  const count = () =>
    graph.add('Cast', [graph.add('ReduceProd', [examples()], { keepdims: 0 })], { to: elementCodes[precision] });
  const results = reduceOutputs(program, Object.fromEntries(finished), count, graph);
  for (const [name, value] of Object.entries(results)) {
    const { axes: wanted } = program.outputs[name] as { readonly axes: Axes };
    const reduced = name === 'loss' && program.reduction !== 'none';
    const bare = reduced ? value : withoutAxes(value, wanted, context);
    const typed = number === precision ? bare : graph.add('Cast', [bare], { to: elementCodes[number] });
    graph.output({ name: rename(name), type: number, dims: reduced ? [] : dims(wanted) }, typed);
  }
  return { opset, inputs: ports, outputs: graph.outputs, initializers: graph.initializers, nodes: graph.nodes };
}
