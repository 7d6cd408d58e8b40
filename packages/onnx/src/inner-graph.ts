import type { Graph } from './graph.js';
import type { InnerPort, Subgraph } from './model.js';
import { newNodeList } from './node-list.js';

/** The body of a Loop being written. What depends on none of its inputs is put into the graph around it, and worked out once. */
export interface InnerGraph extends Graph {
  /** Makes an input, and returns its name. */
  input(port: InnerPort): string;
  /** Makes a tensor an output. */
  output(port: InnerPort, from: string): void;
  /** All that was written. */
  finish(): Subgraph;
}

/** An empty graph inside a node of another, where its constants stand. `prefix` stands before every name it makes. */
export function newInnerGraph(around: Graph, prefix: string): InnerGraph {
  const list = newNodeList<InnerPort>(prefix);
  const inputs: InnerPort[] = [];
  const own = new Set<string>();
  return {
    ...list,
    number: around.number,
    integers: around.integers,
    add(op, given, attributes, name) {
      if (!given.some((tensor) => own.has(tensor))) return around.add(op, given, attributes, name);
      const result = list.add(op, given, attributes, name);
      own.add(result);
      return result;
    },
    input(port) {
      const name = `${prefix}${port.name}`;
      inputs.push({ ...port, name });
      own.add(name);
      return name;
    },
    output: (port, from) => list.output({ ...port, name: `${prefix}${port.name}` }, from),
    finish: () => ({ name: prefix, inputs, outputs: list.outputs, initializers: [], nodes: list.nodes }),
  };
}
