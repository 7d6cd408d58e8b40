import type { Axes } from '@lossmith/core';
import type { Graph } from './graph.js';
import type { ModelInterface } from './model-interface.js';

/** The shapes of data of one run, as lists of whole numbers, read off the input that has the most axes. */
export interface Shapes {
  /** The number of classes. */
  items(): string;
  /** The shape of the examples. */
  examples(): string;
  /** The number of examples. */
  count(): string;
  /** The shape of data along some axes: as inputs and outputs have it. */
  of(axes: Axes): string;
  /** The tensor as it is, if it has that shape; a run with another shape fails in a node that is called `fault`. */
  expect(tensor: string, axes: Axes, fault: string): string;
}

/**
 * ONNX Runtime does not compare inputs whose lengths have the same name, and its operators broadcast: one label would serve
 * for all rows. A Reshape fails where the numbers are not as many as its shape says, and copies nothing. That is enough for
 * one axis; with more ([2, 3] for [3, 2]) a shape that differs anywhere becomes one that no tensor can have.
 */
function reshaped(tensor: string, shape: string, rank: number, opset: number, fault: string, graph: Graph): string {
  // Before opset 14 a 0 in the shape means the length that the tensor has.
  const zeros = opset < 14 ? {} : { allowzero: 1 };
  if (rank === 1 && opset >= 14) return graph.add('Reshape', [tensor, shape], zeros, fault);
  const same = graph.add('Equal', [graph.add('Shape', [tensor]), shape]);
  const possible = graph.add('Where', [same, shape, graph.integers([-2])]);
  return graph.add('Reshape', [tensor, possible], zeros, fault);
}

export function shapesOf({ leading, rank, rename }: ModelInterface, graph: Graph, opset: number): Shapes {
  const whole = () => graph.add('Shape', [rename(leading.name)]);
  const items = () => graph.add('Gather', [whole(), graph.integers([-1])]);
  const of = (wanted: Axes) => {
    const more = leading.axes.length - wanted.length;
    return more === 0 ? whole() : graph.add('Slice', [whole(), graph.integers([0]), graph.integers([-more])]);
  };
  const examples = () => of('');
  return {
    items,
    examples,
    count: () => (rank === 1 ? examples() : graph.add('ReduceProd', [examples()], { keepdims: 1 })),
    of,
    expect(tensor, wanted, fault) {
      const own = rank + wanted.length;
      return own === 0 ? tensor : reshaped(tensor, of(wanted), own, opset, fault, graph);
    },
  };
}
