import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { LossmithError } from '@lossmith/core';
import {
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  TensorProto_DataLocation,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import type { Pooled } from './features.js';
import { newPart, type Part, scoresPort } from './model-part.js';
import { embeddingOutputs } from './pool.js';
import { headModel, type TrainedHead } from './trained-head.js';

const wrong = (what: string, advice: string) => new LossmithError('model', what, advice);

function readModel(bytes: Uint8Array): ModelProto & { readonly graph: GraphProto } {
  try {
    const model = fromBinary(ModelProtoSchema, bytes);
    if (model.graph !== undefined && model.graph.output.length > 0) return model as ReturnType<typeof readModel>;
  } catch {}
  throw wrong('the backbone is no ONNX model', 'give a folder whose onnx/model.onnx is one');
}

function checkInside({ initializer }: GraphProto): void {
  const outside = initializer.find(({ dataLocation }) => dataLocation === TensorProto_DataLocation.EXTERNAL);
  if (outside === undefined) return;
  const advice = 'save it with all tensors inside: onnx.save(model, path, save_as_external_data=False)';
  throw wrong(`the backbone keeps the data of '${outside.name}' in another file`, advice);
}

/** The output that holds an embedding per token. */
function tokensOf({ output }: GraphProto): string {
  const port = output.find(({ name }) => embeddingOutputs.some((known) => known === name));
  const tensor = port?.type?.value.case === 'tensorType' ? port.type.value.value : undefined;
  if (port !== undefined && (tensor?.shape === undefined || tensor.shape.dim.length === 3)) return port.name;
  const found = output.map(({ name }) => `'${name}'`).join(', ');
  const advice = `take a backbone with '${embeddingOutputs[0]}' of [texts, tokens, width], as exported for feature extraction`;
  throw wrong(`the backbone gives ${found}, which is no embedding per token`, advice);
}

/** [texts, tokens, width] to [texts, width], with operators that every opset has in the same form. */
function pooledIn(part: Part, tokens: string, { pooling, normalise }: Pooled): string {
  const shaped = (x: string, shape: readonly number[]) => part.add('Reshape', [x, part.integers(shape)]);
  const embeddings = part.add('Cast', [tokens], { to: 1 });
  let feature: string;
  if (pooling === 'cls') feature = part.add('Gather', [embeddings, part.integer(0)], { axis: 1 });
  else {
    const mask = part.add('Cast', ['attention_mask'], { to: 1 });
    const row = shaped(mask, [0, 1, -1]);
    const count = part.add('MatMul', [row, shaped(mask, [0, -1, 1])]);
    feature = shaped(part.add('Div', [part.add('MatMul', [row, embeddings]), count]), [0, -1]);
  }
  if (!normalise) return feature;
  const row = shaped(feature, [0, 1, -1]);
  const length = part.add('Sqrt', [part.add('MatMul', [row, shaped(feature, [0, -1, 1])])]);
  return shaped(part.add('Div', [row, length]), [0, -1]);
}

/** What heads end in after the last layer, which gives [texts, scores]: a name for it, and of one score no axis. */
const endings = ['Identity', 'Squeeze'];

/** The nodes of a head up to the last layer, and the name of its result. */
function headNodes({ node }: GraphProto): { readonly nodes: readonly NodeProto[]; readonly logits: string } {
  const nodes = [...node];
  while (endings.includes(nodes.at(-1)?.opType ?? '')) nodes.pop();
  return { nodes, logits: nodes.at(-1)?.output[0] as string };
}

/** A port with the type of another one, of which only the name differs. */
function maskPort({ input }: GraphProto) {
  const ids = input.find(({ name }) => name === 'input_ids');
  if (ids === undefined) throw wrong("the backbone has no input 'input_ids'", 'take one that reads tokens');
  return create(ValueInfoProtoSchema, { ...ids, name: 'attention_mask' });
}

/**
 * One model of two: a backbone, pooling as `embed` does it, and a head that gives scores for features. Its only output is `logits` [texts, scores]. Throws for a backbone whose
 * output is no embedding per token, or that keeps tensors in other files.
 */
export function joinModel(backbone: Uint8Array, head: TrainedHead, pooled: Pooled): Uint8Array<ArrayBuffer> {
  const model = readModel(backbone);
  const { graph } = model;
  checkInside(graph);
  const part = newPart(graph);
  const scorer = readModel(headModel(head)).graph;
  const feature = pooledIn(part, tokensOf(graph), pooled);
  const { nodes, logits } = headNodes(scorer);
  const rename = (name: string) =>
    name === 'features' ? feature : name === logits ? 'logits' : `${part.prefix}${name}`;
  const renamed = nodes.map((node) => {
    const names = { input: node.input.map(rename), output: node.output.map(rename), name: rename(node.name) };
    return create(NodeProtoSchema, { ...node, ...names });
  });
  const used = new Set(nodes.flatMap((node) => node.input));
  const numbers = scorer.initializer.filter(({ name }) => used.has(name));
  if (!graph.input.some(({ name }) => name === 'attention_mask')) graph.input.push(maskPort(graph));
  graph.node.push(...part.nodes, ...renamed);
  graph.initializer.push(...part.initializers, ...numbers.map((tensor) => ({ ...tensor, name: rename(tensor.name) })));
  graph.output = [scoresPort('logits', head.outputSize)];
  return toBinary(ModelProtoSchema, model);
}
