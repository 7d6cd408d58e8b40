import type { Attributes, GraphParts, Initializer, Node, Port, Subgraph } from './model.js';
import { type NodeList, newNodeList } from './node-list.js';

/** A graph being written, or one inside a node of it. Equal constants and equal nodes stand in it once. */
export interface Graph extends Pick<NodeList<Port>, 'prefix' | 'add' | 'addMany' | 'nodes'> {
  /** A number in the precision of the graph. */
  number(value: number): string;
  /** A list of whole numbers, one axis. */
  integers(values: readonly number[]): string;
}

/** A graph that becomes a model, or a part of one. */
export interface ModelGraph extends Graph, NodeList<Port> {
  readonly initializers: readonly Initializer[];
  /** What outputs depend on: a lowering may have a shorter way than by the arguments that it is given. */
  used(): Pick<GraphParts, 'nodes' | 'initializers'>;
}

/** Values that print alike are not always the same: −0, and the many digits of a float64. */
const nameOfNumber = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

const isSubgraph = (attribute: Attributes[string]): attribute is Subgraph => Object.hasOwn(Object(attribute), 'nodes');

/** Names of all tensors that nodes are given, or graphs inside of them. */
function namesGiven(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ inputs, attributes }) => {
    const within = Object.values(attributes).filter(isSubgraph);
    return [...inputs, ...within.flatMap((graph) => namesGiven(graph.nodes))];
  });
}

/** Those nodes of a list that its outputs depend on. */
function usedNodes({ nodes, outputs }: NodeList<Port>): readonly Node[] {
  const used = new Set(outputs.map(({ name }) => name));
  const kept = [...nodes].reverse().filter((node) => {
    const isUsed = node.outputs.some((name) => used.has(name));
    if (isUsed) for (const name of namesGiven([node])) used.add(name);
    return isUsed;
  });
  return kept.reverse();
}

/** An empty graph whose numbers have the given precision. `prefix` stands before every name it makes. */
export function newGraph(precision: 'float32' | 'float64', prefix = ''): ModelGraph {
  const initializers = new Map<string, Initializer>();
  const keep = (initializer: Initializer) => {
    initializers.set(initializer.name, initializer);
    return initializer.name;
  };
  const list = newNodeList<Port>(prefix);
  const initializersOf = (nodes: readonly Node[]) => {
    const given = new Set(namesGiven(nodes));
    return [...initializers.values()].filter(({ name }) => given.has(name));
  };
  return {
    ...list,
    get initializers() {
      return initializersOf(list.nodes);
    },
    used() {
      const nodes = usedNodes(list);
      return { nodes, initializers: initializersOf(nodes) };
    },
    number(given) {
      const value = precision === 'float32' ? Math.fround(given) : given;
      return keep({ name: `${prefix}${nameOfNumber(value)}`, type: precision, dims: [], values: [value] });
    },
    integers: (values) =>
      keep({ name: `${prefix}[${values.join(', ')}]`, type: 'int64', dims: [values.length], values }),
  };
}
