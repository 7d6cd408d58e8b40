import type { Attributes, Initializer, Node, Port } from './model.js';

/** A graph being written. Equal constants and equal nodes stand in it once. */
export interface Graph {
  /** Adds a node, and returns the name of its result. `name` is what errors call the node, where it says more. */
  add(op: string, inputs: readonly string[], attributes?: Attributes, name?: string): string;
  /** A number in the precision of the graph. */
  number(value: number): string;
  /** A list of whole numbers, one axis. */
  integers(values: readonly number[]): string;
  /** Makes a tensor an output of the graph. */
  output(port: Port, from: string): void;
  readonly nodes: readonly Node[];
  readonly initializers: readonly Initializer[];
  readonly outputs: readonly Port[];
}

const wordOf = (op: string) => op.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();

/** Values that print alike are not always the same: −0, and the many digits of a float64. */
const nameOfNumber = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

/** An empty graph whose numbers have the given precision. `prefix` stands before every name it makes. */
export function newGraph(precision: 'float32' | 'float64', prefix = ''): Graph {
  const nodes: Node[] = [];
  const initializers = new Map<string, Initializer>();
  const outputs: Port[] = [];
  const known = new Map<string, string>();
  const keep = (initializer: Initializer) => {
    initializers.set(initializer.name, initializer);
    return initializer.name;
  };
  const append = (op: string, inputs: readonly string[], output: string, attributes: Attributes, name = output) => {
    nodes.push({ name, op, inputs, outputs: [output], attributes });
    return output;
  };
  return {
    nodes,
    outputs,
    get initializers() {
      const used = new Set(nodes.flatMap(({ inputs }) => inputs));
      return [...initializers.values()].filter(({ name }) => used.has(name));
    },
    add(op, inputs, attributes = {}, name = undefined) {
      const key = JSON.stringify([op, inputs, attributes]);
      const found = known.get(key);
      if (found !== undefined) return found;
      const output = `${prefix}${wordOf(op)}_${nodes.length}`;
      append(op, inputs, output, attributes, name === undefined ? output : `${prefix}${name}_${nodes.length}`);
      known.set(key, output);
      return output;
    },
    number(given) {
      const value = precision === 'float32' ? Math.fround(given) : given;
      return keep({ name: `${prefix}${nameOfNumber(value)}`, type: precision, dims: [], values: [value] });
    },
    integers: (values) =>
      keep({ name: `${prefix}[${values.join(', ')}]`, type: 'int64', dims: [values.length], values }),
    output(port, from) {
      outputs.push(port);
      append('Identity', [from], port.name, {});
    },
  };
}
