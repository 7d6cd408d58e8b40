import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { LossmithError, LossmithOptionError } from '@lossmith/core';
import {
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  TensorProto_DataLocation,
  type ValueInfoProto,
} from 'onnx-buf';
import { type ElementType, elementCodes } from './element-type.js';
import type { Dimension } from './model.js';

/** What a loss needs to know of a model that somebody else made. */
export interface ForeignModel {
  readonly opset: number;
  /** Names that are taken. */
  readonly names: ReadonlySet<string>;
  /** Keys of its metadata. */
  readonly metadata: ReadonlySet<string>;
  /** The output that holds the scores. */
  readonly scores: { readonly name: string; readonly type: FloatType; readonly shape: readonly Dimension[] };
}

type FloatType = 'float32' | 'float64' | 'float16';

const wrong = (what: string, advice: string) => new LossmithError('model', what, advice);

/** Runs what reads or writes bytes of a model: whatever it throws is a fault of the bytes. */
function attempt<Result>(task: () => Result): Result {
  try {
    return task();
  } catch (cause) {
    throw wrong(`the bytes are no ONNX model: ${String(cause)}`, 'give the contents of a file model.onnx');
  }
}

export function readModel(bytes: Uint8Array): ModelProto {
  if (!(bytes instanceof Uint8Array)) throw wrong('the model is no Uint8Array', 'give the bytes of a file model.onnx');
  return attempt(() => fromBinary(ModelProtoSchema, bytes));
}

export const writeModel = (model: ModelProto): Uint8Array<ArrayBuffer> =>
  attempt(() => toBinary(ModelProtoSchema, model));

/** A graph and all graphs inside its nodes (branches, bodies of loops). */
function graphsOf(graph: GraphProto): GraphProto[] {
  const found = [graph];
  for (const { node } of found)
    for (const { attribute } of node)
      for (const { g, graphs } of attribute) found.push(...(g === undefined ? [] : [g]), ...graphs);
  return found;
}

function namesOf(graphs: readonly GraphProto[]): Set<string> {
  const named = (ports: readonly { readonly name: string }[]) => ports.map(({ name }) => name);
  return new Set(
    graphs.flatMap(({ input, output, initializer, node }) => [
      ...named(input),
      ...named(output),
      ...named(initializer),
      ...node.flatMap((one) => one.output),
    ]),
  );
}

function checkData(graphs: readonly GraphProto[]): void {
  const tensors = graphs.flatMap(({ initializer, node }) => [
    ...initializer,
    ...node.flatMap(({ attribute }) =>
      attribute.flatMap(({ t, tensors }) => [...(t === undefined ? [] : [t]), ...tensors]),
    ),
  ]);
  const outside = tensors.find(
    ({ dataLocation, externalData }) => dataLocation === TensorProto_DataLocation.EXTERNAL || externalData.length > 0,
  );
  if (outside === undefined) return;
  const advice = 'save it with all tensors inside: onnx.save(model, path, save_as_external_data=False)';
  throw wrong(`the model keeps the data of '${outside.name}' in another file`, advice);
}

const [oldest, newest] = [13, 23];

function opsetOf({ opsetImport, irVersion }: ModelProto): number {
  const opset = Number(opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0);
  const convert = `convert it: onnx.version_converter.convert_version(model, 17)`;
  if (opset < oldest) throw wrong(`the model has opset ${opset}, older than ${oldest}`, convert);
  if (opset > newest) throw wrong(`the model has opset ${opset}, which is not known here`, convert);
  if (irVersion < 4n) throw wrong(`the model has IR version ${irVersion}, older than 4`, convert);
  return opset;
}

const floats: readonly FloatType[] = ['float32', 'float64', 'float16'];

function scoresOf(output: readonly ValueInfoProto[], name: string): ForeignModel['scores'] {
  const port = output.find((one) => one.name === name);
  const known = output.map((one) => one.name).join(', ');
  if (port === undefined)
    throw new LossmithOptionError('scores', `the model has no output '${name}'`, `it has ${known}`);
  const tensor = port.type?.value.case === 'tensorType' ? port.type.value.value : undefined;
  const type = floats.find((one) => elementCodes[one as ElementType] === tensor?.elemType);
  if (type === undefined)
    throw new LossmithOptionError('scores', `'${name}' is no tensor of floating-point numbers`, 'choose one that is');
  if (tensor?.shape === undefined) {
    const advice = 'infer its shapes first: onnx.shape_inference.infer_shapes(model)';
    throw new LossmithOptionError('scores', `the output '${name}' says nothing of its shape`, advice);
  }
  const shape = tensor.shape.dim.map(({ value }, k): Dimension => {
    if (value.case === 'dimValue' && value.value >= 0n) return Number(value.value);
    return value.case === 'dimParam' && value.value !== '' ? value.value : `${name}[${k}]`;
  });
  return { name, type, shape };
}

/** Looks at a model, and throws where no loss can be attached to it. */
export function inspectModel(model: ModelProto, scores: string): ForeignModel {
  const { graph } = model;
  if (graph === undefined || graph.output.length === 0)
    throw wrong(
      'the bytes are no ONNX model: they hold no graph with outputs',
      'give the contents of a file model.onnx',
    );
  const opset = opsetOf(model);
  const graphs = graphsOf(graph);
  checkData(graphs);
  const metadata = new Set(model.metadataProps.map(({ key }) => key));
  return { opset, names: namesOf(graphs), metadata, scores: scoresOf(graph.output, scores) };
}
