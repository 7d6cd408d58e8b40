import type { Context } from './context.js';
import type { Graph } from './graph.js';
import type { Subgraph } from './model.js';
import { newNodeList } from './node-list.js';
import { mostPairs } from './pairs.js';
import type { Shapes } from './shapes.js';

/** Some values, worked out by the nodes that go to the graph of a context. */
export type Work = (context: Context) => readonly string[];

/** What a branch of an If does. Its constants stand in the graph around it. */
function branchOf(work: Work, prefix: string, context: Context): Subgraph {
  const { graph, precision } = context;
  const list = newNodeList(prefix);
  const inner: Graph = { ...list, number: graph.number, integers: graph.integers };
  work({ ...context, graph: inner }).forEach((value, k) => {
    list.output({ name: `${prefix}result_${k}`, type: precision }, value);
  });
  return { name: prefix, inputs: [], outputs: list.outputs, initializers: [], nodes: list.nodes };
}

/** Whether the pairs of all examples are few. */
function fewPairs({ graph, lengthAlong }: Context, shapes: Shapes): string {
  const items = lengthAlong('i');
  const pairs = graph.add('Mul', [graph.add('Mul', [items, items]), shapes.count()]);
  const few = graph.add('LessOrEqual', [pairs, graph.integers([mostPairs])]);
  return graph.add('Squeeze', [few, graph.integers([0])]);
}

/** The same values, worked out in one of two ways: a Loop of one tile costs small lists more than an If. */
export function bySize(small: Work, large: Work, count: number, context: Context, shapes: Shapes): readonly string[] {
  const { graph } = context;
  const condition = fewPairs(context, shapes);
  const at = graph.nodes.length;
  const branches = {
    then_branch: branchOf(small, `${graph.prefix}few_${at}/`, context),
    else_branch: branchOf(large, `${graph.prefix}many_${at}/`, context),
  };
  return graph.addMany('If', [condition], count, branches);
}
