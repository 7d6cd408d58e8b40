import type { Axes } from '@lossmith/core';
import type { Instruction, Lowering, OperationName, Program } from '@lossmith/core/backend';
import { type Context, withoutAxes } from './context.js';
import { elementCodes } from './element-type.js';
import { type Graph, newGraph } from './graph.js';
import type { OnnxLowerings } from './lowerings.js';
import type { GraphParts } from './model.js';
import { type EmitOptions, interfaceOf, type ModelInterface, type OnnxPort } from './model-interface.js';
import { reduceOutputs } from './reduction.js';

export interface EmittedGraph extends GraphParts {
  readonly opset: number;
  readonly inputs: readonly OnnxPort[];
}

/** The lists of whole numbers that speak of shapes, read off an input that has them. */
function shapesOf({ inputs, rename }: ModelInterface, graph: Graph) {
  const [narrow, wide] = [true, false].map((isNarrow) => inputs.find(({ axes }) => (axes === '') === isNarrow)?.name);
  const shape = (name: string | undefined) => graph.add('Shape', [rename(name as string)]);
  const items = () => graph.add('Gather', [shape(wide), graph.integers([-1])]);
  const examples = () =>
    narrow === undefined ? graph.add('Slice', [shape(wide), graph.integers([0]), graph.integers([-1])]) : shape(narrow);
  return { items, examples };
}

type Shapes = ReturnType<typeof shapesOf>;

function contextOf(program: Program, made: ModelInterface, graph: Graph, opset: number, shapes: Shapes): Context {
  const { precision, instructions } = program;
  const { axes, rank, ports, rename } = made;
  const data = (name: string) => {
    const tensor = rename(name);
    const typed = ports.find((port) => port.name === tensor)?.type === precision;
    return typed ? tensor : graph.add('Cast', [tensor], { to: elementCodes[precision] });
  };
  const computes = (op: OperationName, argument: number) =>
    instructions.some((one) => one.op === op && one.args[0] === argument);
  return { graph, precision, opset, rank, axes, data, computes, items: shapes.items };
}

/** Every instruction lowered, in order. */
function valuesOf(instructions: readonly Instruction[], lowerings: OnnxLowerings, context: Context): readonly string[] {
  const values: string[] = [];
  for (const instruction of instructions) {
    const lower = lowerings[instruction.op as keyof OnnxLowerings] as Lowering<string, Context>;
    const args = instruction.args.map((place) => values[place] as string);
    values.push(lower(args, instruction, context));
  }
  return values;
}

/** Whether each instruction gives a number of its own for every example; that of a parameter depends on what is given. */
function perExample(instructions: readonly Instruction[]): readonly boolean[] {
  const found: boolean[] = [];
  for (const { op, args } of instructions) found.push(op === 'input' || args.some((place) => found[place]));
  return found;
}

/** The outputs of a program for all examples, repeated along the axes they lack. */
function outputsOf({ instructions, outputs }: Program, values: readonly string[], shapes: Shapes, context: Context) {
  const { graph, axes, items } = context;
  const own = perExample(instructions);
  const lengths = (wanted: Axes) => [...axes].map((axis) => (wanted.includes(axis) ? items() : graph.integers([1])));
  const spread = (value: string, wanted: Axes) =>
    graph.add('Expand', [value, graph.add('Concat', [shapes.examples(), ...lengths(wanted)], { axis: 0 })]);
  const finished = Object.entries(outputs).map(([name, { instruction, axes: wanted }]) => {
    const whole = own[instruction] && instructions[instruction]?.axes === wanted;
    const value = values[instruction] as string;
    return [name, whole ? value : spread(value, wanted)] as const;
  });
  return Object.fromEntries(finished);
}

/** Makes a result an output of the graph, of the type of numbers outside. */
function writeOutput(name: string, value: string, program: Program, made: ModelInterface, context: Context): void {
  const { graph, precision } = context;
  const { axes } = program.outputs[name] as { readonly axes: Axes };
  const reduced = name === 'loss' && program.reduction !== 'none';
  const bare = reduced ? value : withoutAxes(value, axes, context);
  const typed = made.type === precision ? bare : graph.add('Cast', [bare], { to: elementCodes[made.type] });
  graph.output({ name: made.rename(name), type: made.type, dims: reduced ? [] : made.dims(axes) }, typed);
}

/** A program as an ONNX graph. */
export function emitModel(program: Program, lowerings: OnnxLowerings, options: EmitOptions = {}): EmittedGraph {
  const { opset = 17 } = options;
  const made = interfaceOf(program, options);
  const graph = newGraph(program.precision, options.prefix);
  const shapes = shapesOf(made, graph);
  const context = contextOf(program, made, graph, opset, shapes);
  const values = valuesOf(program.instructions, lowerings, context);
  const outputs = outputsOf(program, values, shapes, context);
  const count = () =>
    graph.add('Cast', [graph.add('ReduceProd', [shapes.examples()], { keepdims: 0 })], {
      to: elementCodes[program.precision],
    });
  for (const [name, value] of Object.entries(reduceOutputs(program, outputs, count, graph)))
    writeOutput(name, value, program, made, context);
  return { opset, inputs: made.ports, outputs: graph.outputs, initializers: graph.initializers, nodes: graph.nodes };
}
