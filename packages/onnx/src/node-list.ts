import type { Attributes, InnerPort, Node } from './model.js';

/** Nodes being written, equal ones once, and outputs of the graph they stand in. */
export interface NodeList<OutputPort extends InnerPort> {
  /** Stands before the names of results. */
  readonly prefix: string;
  /** Adds a node, and returns the name of its result. `name` is what errors call the node, where it says more. */
  add(op: string, inputs: readonly string[], attributes?: Attributes, name?: string): string;
  /** Adds a node of several results, and returns their names. */
  addMany(op: string, inputs: readonly string[], count: number, attributes: Attributes): readonly string[];
  /** Makes a tensor an output of the graph. */
  output(port: OutputPort, from: string): void;
  readonly nodes: readonly Node[];
  readonly outputs: readonly OutputPort[];
}

const wordOf = (op: string) => op.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();

/** An empty list. */
export function newNodeList<OutputPort extends InnerPort>(prefix: string): NodeList<OutputPort> {
  const nodes: Node[] = [];
  const outputs: OutputPort[] = [];
  const known = new Map<string, string>();
  return {
    prefix,
    nodes,
    outputs,
    add(op, inputs, attributes = {}, name = undefined) {
      const key = JSON.stringify([op, inputs, attributes]);
      const found = known.get(key);
      if (found !== undefined) return found;
      const output = `${prefix}${wordOf(op)}_${nodes.length}`;
      const called = name === undefined ? output : `${prefix}${name}_${nodes.length}`;
      nodes.push({ name: called, op, inputs, outputs: [output], attributes });
      known.set(key, output);
      return output;
    },
    addMany(op, inputs, count, attributes) {
      const name = `${prefix}${wordOf(op)}_${nodes.length}`;
      const results = Array.from({ length: count }, (_, k) => `${name}/${k}`);
      nodes.push({ name, op, inputs, outputs: results, attributes });
      return results;
    },
    output(port, from) {
      outputs.push(port);
      nodes.push({ name: port.name, op: 'Identity', inputs: [from], outputs: [port.name], attributes: {} });
    },
  };
}
