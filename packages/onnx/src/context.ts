import type { Axes, Axis } from '@lossmith/core';
import type { Instruction, OperationName } from '@lossmith/core/backend';
import type { Graph } from './graph.js';

/**
 * What lowerings work with. A value is a tensor [...examples, i, j]: the shape of the examples, which may have any number
 * of axes, and behind it those axes that the program has at all, of length 1 where the value does not vary along one.
 */
export interface Context {
  readonly graph: Graph;
  /** The type of the graph's numbers. */
  readonly precision: 'float32' | 'float64';
  readonly opset: number;
  /** How many axes the examples have. */
  readonly rank: number;
  /** The axes behind those of the examples: '', 'i' or 'ij'. */
  readonly axes: '' | 'i' | 'ij';
  /** The input or open parameter of this name as numbers of the precision. */
  data(name: string): string;
  /** The program. */
  readonly instructions: readonly Instruction[];
  /** Whether the program has such an operation of the value at a place in it. */
  computes(op: OperationName, argument: number): boolean;
  /** How many items there are along an axis, as a list of one whole number: all, or along i those being worked on. */
  lengthAlong(axis: Axis): string;
}

/** A tensor along some of the axes as a value: with a length of 1 for each of the axes it lacks. */
export function withAxes(tensor: string, own: Axes, { graph, axes }: Pick<Context, 'graph' | 'axes'>): string {
  const lacking = [...axes].flatMap((axis, k) => (own.includes(axis) ? [] : [k - axes.length]));
  return lacking.length === 0 ? tensor : graph.add('Unsqueeze', [tensor, graph.integers(lacking)]);
}

/** The reverse: a value without the axes it does not vary along. */
export function withoutAxes(value: string, kept: Axes, { graph, axes }: Pick<Context, 'graph' | 'axes'>): string {
  const lacking = [...axes].flatMap((axis, k) => (kept.includes(axis) ? [] : [k - axes.length]));
  return lacking.length === 0 ? value : graph.add('Squeeze', [value, graph.integers(lacking)]);
}
