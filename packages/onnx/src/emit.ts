import type { Axes, Axis } from '@lossmith/core';
import type { OperationName, Program } from '@lossmith/core/backend';
import { type Context, withoutAxes } from './context.js';
import { elementCodes } from './element-type.js';
import { type Graph, type ModelGraph, newGraph } from './graph.js';
import type { OnnxLowerings } from './lowerings.js';
import type { GraphParts, Port } from './model.js';
import { type EmitOptions, interfaceOf, type ModelInterface, type OnnxPort } from './model-interface.js';
import { reduceOutputs } from './reduction.js';
import { type Shapes, shapesOf } from './shapes.js';
import { dependents, tooMany, valuesOf } from './values.js';

export interface EmittedGraph extends GraphParts {
  readonly opset: number;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly Port[];
}

function contextOf(program: Program, made: ModelInterface, graph: Graph, opset: number, shapes: Shapes): Context {
  const { precision, instructions } = program;
  const { axes, rank, inputs, leading, ports, rename } = made;
  /** An input as it is given; but for the leading one the run fails where its shape is not that of the leading one. */
  const given = (name: string) => {
    const [tensor, own] = [rename(name), inputs.find((input) => input.name === name)];
    if (own === undefined || own === leading) return tensor;
    const wanted = own.axes === leading.axes ? 'the_shape' : 'one_number_per_row';
    return shapes.expect(tensor, own.axes, `${tensor}_must_have_${wanted}_of_${rename(leading.name)}`);
  };
  const data = (name: string) => {
    const typed = ports.find((port) => port.name === rename(name))?.type === precision;
    return typed ? given(name) : graph.add('Cast', [given(name)], { to: elementCodes[precision] });
  };
  const computes = (op: OperationName, argument: number) =>
    instructions.some((one) => one.op === op && one.args[0] === argument);
  return { graph, precision, opset, rank, axes, data, instructions, computes, lengthAlong: shapes.items };
}

/**
 * The outputs of a program for all examples, each with its own axes, and repeated along those that its value lacks. Outputs
 * that depend on open parameters have their shape checked: a parameter broadcasts, so that too many numbers in it would make
 * them longer.
 */
function outputsOf({ instructions, outputs }: Program, values: readonly string[], shapes: Shapes, context: Context) {
  const { graph, axes, lengthAlong } = context;
  const [perExample, open] = [dependents(instructions, 'input'), dependents(instructions, 'parameter')];
  const lengths = (wanted: Axes) =>
    [...axes].map((axis) => (wanted.includes(axis) ? lengthAlong(axis as Axis) : graph.integers([1])));
  const spread = (value: string, wanted: Axes) =>
    graph.add('Expand', [value, graph.add('Concat', [shapes.examples(), ...lengths(wanted)], { axis: 0 })]);
  const finished = Object.entries(outputs).map(([name, { instruction, axes: wanted }]) => {
    const whole = perExample[instruction] && instructions[instruction]?.axes === wanted;
    const value = values[instruction] as string;
    const bare = withoutAxes(whole ? value : spread(value, wanted), wanted, context);
    return [name, open[instruction] ? shapes.expect(bare, wanted, tooMany) : bare] as const;
  });
  return Object.fromEntries(finished);
}

/** Makes a result an output of the graph, of the type of numbers outside. */
function writeOutput(name: string, value: string, program: Program, made: ModelInterface, graph: ModelGraph): void {
  const { precision } = program;
  const { axes } = program.outputs[name] as { readonly axes: Axes };
  const reduced = name === 'loss' && program.reduction !== 'none';
  const typed = made.type === precision ? value : graph.add('Cast', [value], { to: elementCodes[made.type] });
  graph.output({ name: made.rename(name), type: made.type, dims: reduced ? [] : made.dims(axes) }, typed);
}

/** A program as an ONNX graph. */
export function emitModel(program: Program, lowerings: OnnxLowerings, options: EmitOptions = {}): EmittedGraph {
  const { opset = 17 } = options;
  const made = interfaceOf(program, options);
  const graph = newGraph(program.precision, options.prefix);
  const shapes = shapesOf(made, graph, opset);
  const context = contextOf(program, made, graph, opset, shapes);
  const values = valuesOf(program, lowerings, context, shapes);
  const outputs = outputsOf(program, values, shapes, context);
  for (const [name, value] of Object.entries(reduceOutputs(program, outputs, shapes.count, graph)))
    writeOutput(name, value, program, made, graph);
  return { opset, inputs: made.ports, outputs: graph.outputs, ...graph.used() };
}
