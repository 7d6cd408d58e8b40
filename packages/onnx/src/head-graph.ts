import type { Graph } from './graph.js';
import type { Activation, Layer } from './head-spec.js';
import { sumLast } from './sums.js';

/** a(z), and the derivative of what follows by z from that by a: both in terms of a. */
interface ActivationGraph {
  apply(z: string, graph: Graph): string;
  backward(a: string, upstream: string, graph: Graph): string;
}

const one = (graph: Graph) => graph.number(1);

const activations: Readonly<Record<Activation, ActivationGraph>> = {
  relu: {
    apply: (z, graph) => graph.add('Relu', [z]),
    backward: (a, upstream, graph) =>
      graph.add('Where', [graph.add('Less', [graph.number(0), a]), upstream, graph.number(0)]),
  },
  tanh: {
    apply: (z, graph) => graph.add('Tanh', [z]),
    backward: (a, upstream, graph) =>
      graph.add('Mul', [upstream, graph.add('Sub', [one(graph), graph.add('Mul', [a, a])])]),
  },
  sigmoid: {
    // The native Sigmoid has no digits below −15.
    apply: (z, graph) =>
      graph.add('Reciprocal', [graph.add('Add', [graph.add('Exp', [graph.add('Neg', [z])]), one(graph)])]),
    backward: (a, upstream, graph) =>
      graph.add('Mul', [upstream, graph.add('Mul', [a, graph.add('Sub', [one(graph), a])])]),
  },
};

/** What each layer is given, and the result of the last, [examples, outputs]. */
export interface Forward {
  readonly given: readonly string[];
  readonly result: string;
}

/** z = x·W + b for each layer, with the activation between. */
export function forward(features: string, layers: readonly Layer[], activation: Activation, graph: Graph): Forward {
  const given = [features];
  let result = features;
  layers.forEach(({ weight, bias }, k) => {
    result = graph.add('Add', [graph.add('MatMul', [result, weight.name]), bias.name]);
    if (k === layers.length - 1) return;
    result = activations[activation].apply(result, graph);
    given.push(result);
  });
  return { given, result };
}

/** Σ over the examples of [examples, width], in blocks: [width]. */
function sumExamples(x: string, graph: Graph): string {
  const count = graph.add('Gather', [graph.add('Shape', [x]), graph.integers([0])]);
  const turned = graph.add('Transpose', [x], { perm: [1, 0] });
  return graph.add('Squeeze', [sumLast(turned, 1, count, 3, graph), graph.integers([1])]);
}

const transposed = (x: string, graph: Graph) => graph.add('Transpose', [x], { perm: [1, 0] });

/** Derivatives of the loss by all parameters, by name, from that by the result of the last layer. */
export function backward(
  { given }: Forward,
  upstream: string,
  layers: readonly Layer[],
  activation: Activation,
  graph: Graph,
): ReadonlyMap<string, string> {
  const gradients = new Map<string, string>();
  let flow = upstream;
  for (let k = layers.length - 1; k >= 0; k -= 1) {
    const [{ weight, bias }, x] = [layers[k] as Layer, given[k] as string];
    gradients.set(weight.name, graph.add('MatMul', [transposed(x, graph), flow]));
    gradients.set(bias.name, sumExamples(flow, graph));
    if (k === 0) continue;
    const before = graph.add('MatMul', [flow, transposed(weight.name, graph)]);
    flow = activations[activation].backward(x, before, graph);
  }
  return gradients;
}
