import type { ElementType } from '../../onnx/src/element-type.ts';
import { type Attributes, type Dimension, type Initializer, modelBytes, type Node } from '../../onnx/src/model.ts';

interface PortSpec {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly Dimension[];
}

/** Numbers that look like weights, the same on every machine: sines of large steps. */
export const weights = (count: number, seed: number, scale: number): Float32Array =>
  Float32Array.from({ length: count }, (_, k) => scale * Math.sin(12.9898 * (k + 1) + 78.233 * seed + 0.001 * k * k));

/** Puts a small model together, node by node. */
export function graphBuilder(opset: number) {
  const nodes: Node[] = [];
  const initializers: Initializer[] = [];
  const name = (what: string) => `${what}_${nodes.length + initializers.length}`;
  const constant = (type: Initializer['type'], values: ArrayLike<number>, dims: readonly number[]) => {
    const own = name('constant');
    initializers.push({ name: own, type, dims, values });
    return own;
  };
  return {
    add(op: string, inputs: readonly string[], attributes: Attributes = {}, output = name(op)): string {
      nodes.push({ name: `node_${output}`, op, inputs, outputs: [output], attributes });
      return output;
    },
    floats: (values: ArrayLike<number>, dims: readonly number[]) => constant('float32', values, dims),
    integers: (values: readonly number[], dims: readonly number[] = [values.length]) => constant('int64', values, dims),
    bytes: (inputs: readonly PortSpec[], outputs: readonly PortSpec[]) =>
      modelBytes({ name: 'tiny', opset, inputs, outputs, initializers, nodes }),
  };
}

export type GraphBuilder = ReturnType<typeof graphBuilder>;
