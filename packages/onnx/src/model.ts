/** Messages of the ONNX format (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto) as bytes. */
import { type ElementType, elementCodes, rawData } from './element-type.js';
import { bytesField, integerField, joinBytes, messageField, textField } from './protobuf.js';

export type Attributes = Readonly<Record<string, Attribute>>;

/** A number, a list of them, or a graph: the body of a Loop. */
export type Attribute = number | readonly number[] | Subgraph;

/** A length, or a name for one that is known when the model runs. */
export type Dimension = number | string;

export interface Node {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** A tensor that is part of the model. */
export interface Initializer {
  readonly name: string;
  readonly type: 'float32' | 'float64' | 'int64';
  readonly dims: readonly number[];
  readonly values: ArrayLike<number>;
}

/** A tensor that goes into or out of a graph. Inside nodes the shape may be left open: it changes from run to run of a body. */
export interface InnerPort {
  readonly name: string;
  readonly type: ElementType;
  readonly dims?: readonly Dimension[];
  readonly doc?: string;
}

/** An input or output of a model. */
export interface Port extends InnerPort {
  readonly dims: readonly Dimension[];
}

export interface GraphParts {
  readonly inputs: readonly InnerPort[];
  readonly outputs: readonly InnerPort[];
  readonly initializers: readonly Initializer[];
  readonly nodes: readonly Node[];
}

/** A graph inside a node. It may use tensors of the graphs around it. */
export interface Subgraph extends GraphParts {
  readonly name: string;
}

export interface Model extends GraphParts {
  readonly name: string;
  readonly doc?: string;
  readonly opset: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

const irVersion = 8;
/** AttributeProto.AttributeType. */
const attributeTypes = { int: 2, graph: 5, ints: 7 };

/** A list of numbers, as opposed to a graph: `Array.isArray` says nothing of readonly lists. */
const isList = (value: readonly number[] | Subgraph): value is readonly number[] => Array.isArray(value);

function attributeMessage([name, value]: readonly [string, Attribute]): Uint8Array[] {
  const as = (type: keyof typeof attributeTypes, fields: readonly Uint8Array[]) => [
    textField(1, name),
    ...fields,
    integerField(20, attributeTypes[type]),
  ];
  if (typeof value === 'number') return as('int', [integerField(3, value)]);
  if (isList(value)) {
    return as(
      'ints',
      value.map((one) => integerField(8, one)),
    );
  }
  return as('graph', [messageField(6, [textField(2, value.name), ...graphParts(value)])]);
}

function nodeMessage({ name, op, inputs, outputs, attributes }: Node): Uint8Array[] {
  return [
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, op),
    ...Object.entries(attributes).map((attribute) => messageField(5, attributeMessage(attribute))),
  ];
}

function tensorMessage({ name, type, dims, values }: Initializer): Uint8Array[] {
  const lengths = dims.map((length) => integerField(1, length));
  return [...lengths, integerField(2, elementCodes[type]), textField(8, name), bytesField(9, rawData(type, values))];
}

const dimensionMessage = (length: Dimension) => [
  typeof length === 'number' ? integerField(1, length) : textField(2, length),
];

function portMessage({ name, type, dims, doc }: InnerPort): Uint8Array[] {
  const lengths = dims?.map((length) => messageField(1, dimensionMessage(length)));
  const shape = lengths === undefined ? [] : [messageField(2, lengths)];
  const tensor = messageField(1, [integerField(1, elementCodes[type]), ...shape]);
  return [textField(1, name), messageField(2, [tensor]), ...(doc === undefined ? [] : [textField(3, doc)])];
}

/** The parts of a graph but its name and documentation. */
export function graphParts({ inputs, outputs, initializers, nodes }: GraphParts): Uint8Array[] {
  return [
    ...nodes.map((node) => messageField(1, nodeMessage(node))),
    ...initializers.map((tensor) => messageField(5, tensorMessage(tensor))),
    ...inputs.map((port) => messageField(11, portMessage(port))),
    ...outputs.map((port) => messageField(12, portMessage(port))),
  ];
}

/** Metadata of a model. */
export const metadataParts = (metadata: Readonly<Record<string, string>>): Uint8Array[] =>
  Object.entries(metadata).map(([key, value]) => messageField(14, [textField(1, key), textField(2, value)]));

/** The bytes of a model: what stands in a file `model.onnx`. */
export function modelBytes(model: Model): Uint8Array<ArrayBuffer> {
  const { name, doc, opset, metadata = {} } = model;
  const docs = doc === undefined ? [] : [textField(10, doc)];
  return joinBytes([
    integerField(1, irVersion),
    textField(2, 'lossmith'),
    messageField(7, [textField(2, name), ...docs, ...graphParts(model)]),
    messageField(8, [textField(1, ''), integerField(2, opset)]),
    ...metadataParts(metadata),
  ]);
}
