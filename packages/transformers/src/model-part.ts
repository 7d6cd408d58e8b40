import { create } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type GraphProto,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from 'onnx-buf';

/** Nodes that are added to a graph, under names that it does not have. */
export interface Part {
  readonly prefix: string;
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
  add(op: string, inputs: readonly string[], attributes?: Readonly<Record<string, number>>): string;
  /** A list of whole numbers. */
  integers(values: readonly number[]): string;
  /** One whole number, without axes. */
  integer(value: number): string;
}

/** Stands before the names of what is added: one that no name of the graph begins with. */
function prefixFor({ input, output, initializer, node }: GraphProto): string {
  const names = [...input, ...output, ...initializer, ...node].map(({ name }) => name);
  const all = [...names, ...node.flatMap((one) => one.output)];
  let count = 1;
  const prefix = () => `lossmith${count === 1 ? '' : count}/`;
  while (all.some((name) => name.startsWith(prefix()))) count += 1;
  return prefix();
}

export function newPart(graph: GraphProto): Part {
  const prefix = prefixFor(graph);
  const nodes: NodeProto[] = [];
  const initializers: TensorProto[] = [];
  const constant = (values: readonly number[], dims: readonly number[]) => {
    const name = `${prefix}constant${initializers.length}`;
    const whole = { dataType: TensorProto_DataType.INT64, int64Data: values.map(BigInt), dims: dims.map(BigInt) };
    initializers.push(create(TensorProtoSchema, { name, ...whole }));
    return name;
  };
  return {
    prefix,
    nodes,
    initializers,
    add(opType, inputs, attributes = {}) {
      const name = `${prefix}pooling${nodes.length}`;
      const attribute = Object.entries(attributes).map(([key, value]) =>
        create(AttributeProtoSchema, { name: key, type: AttributeProto_AttributeType.INT, i: BigInt(value) }),
      );
      nodes.push(create(NodeProtoSchema, { name, opType, input: [...inputs], output: [name], attribute }));
      return name;
    },
    integers: (values) => constant(values, [values.length]),
    integer: (value) => constant([value], []),
  };
}

/** An output of float32, [texts, scores]. */
export function scoresPort(name: string, scores: number): ValueInfoProto {
  const dim = [
    { value: { case: 'dimParam' as const, value: 'texts' } },
    { value: { case: 'dimValue' as const, value: BigInt(scores) } },
  ];
  const tensor = { elemType: TensorProto_DataType.FLOAT, shape: { dim } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value: tensor } } });
}
