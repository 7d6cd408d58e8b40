import type { Attributes, Initializer, Node, Port, Subgraph } from './model.js';
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

/** An empty graph whose numbers have the given precision. `prefix` stands before every name it makes. */
export function newGraph(precision: 'float32' | 'float64', prefix = ''): ModelGraph {
  const initializers = new Map<string, Initializer>();
  const keep = (initializer: Initializer) => {
    initializers.set(initializer.name, initializer);
    return initializer.name;
  };
  const list = newNodeList<Port>(prefix);
  return {
    ...list,
    get initializers() {
      const used = new Set(namesGiven(list.nodes));
      return [...initializers.values()].filter(({ name }) => used.has(name));
    },
    number(given) {
      const value = precision === 'float32' ? Math.fround(given) : given;
      return keep({ name: `${prefix}${nameOfNumber(value)}`, type: precision, dims: [], values: [value] });
    },
    integers: (values) =>
      keep({ name: `${prefix}[${values.join(', ')}]`, type: 'int64', dims: [values.length], values }),
  };
}
