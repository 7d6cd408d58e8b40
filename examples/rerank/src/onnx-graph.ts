import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import type { Table } from './weights.ts';

type Type = 'FLOAT' | 'INT64';

/** A length, or a name for one that is known when the model runs. */
function port(name: string, type: Type, dims: readonly (number | string)[]) {
  const dim = dims.map((length) => ({
    value:
      typeof length === 'number'
        ? { case: 'dimValue' as const, value: BigInt(length) }
        : { case: 'dimParam' as const, value: length },
  }));
  const tensor = { elemType: TensorProto_DataType[type], shape: { dim } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value: tensor } } });
}

const attributeOf = ([name, value]: readonly [string, number | readonly number[]]) =>
  typeof value === 'number'
    ? create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) })
    : create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INTS, ints: value.map(BigInt) });

/** Writes an ONNX model of opset 17, node by node. */
export function onnxGraph() {
  const node: NodeProto[] = [];
  const initializer: TensorProto[] = [];
  const constant = (fields: Partial<TensorProto>) => {
    const name = `constant${initializer.length}`;
    initializer.push(create(TensorProtoSchema, { ...fields, name } as TensorProto));
    return name;
  };
  return {
    add(
      opType: string,
      inputs: readonly string[],
      attributes: Readonly<Record<string, number | readonly number[]>> = {},
    ) {
      const name = `${opType}${node.length}`;
      const attribute = Object.entries(attributes).map(attributeOf);
      node.push(create(NodeProtoSchema, { name, opType, input: [...inputs], output: [name], attribute }));
      return name;
    },
    table: ({ data, shape }: Table) =>
      constant({
        dataType: TensorProto_DataType.FLOAT,
        dims: shape.map(BigInt),
        rawData: new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength),
      }),
    integers: (values: readonly number[]) =>
      constant({ dataType: TensorProto_DataType.INT64, dims: [BigInt(values.length)], int64Data: values.map(BigInt) }),
    bytes(inputs: readonly string[], given: string, output: string, width: number): Uint8Array<ArrayBuffer> {
      node.push(create(NodeProtoSchema, { name: output, opType: 'Identity', input: [given], output: [output] }));
      const graph = create(GraphProtoSchema, {
        name: 'universal-sentence-encoder',
        node,
        initializer,
        input: inputs.map((name) => port(name, 'INT64', ['texts', 'tokens'])),
        output: [port(output, 'FLOAT', ['texts', 1, width])],
      });
      const opsetImport = [{ domain: '', version: 17n }];
      return toBinary(
        ModelProtoSchema,
        create(ModelProtoSchema, { irVersion: 8n, producerName: 'rerank', graph, opsetImport }),
      );
    },
  };
}

export type OnnxGraph = ReturnType<typeof onnxGraph>;
