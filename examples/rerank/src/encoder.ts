import { type OnnxGraph, onnxGraph } from './onnx-graph.ts';
import { readWeights, type Table } from './weights.ts';

/** The numbers of one layer, by the ends of their names. */
type LayerWeights = (end: string) => Table;

const [heads, epsilon] = [4, 1e-6];

/** Embeddings of 512 numbers have length 1, so that products of numbers are about 1/512. This brings them to the size of the embeddings' own. */
export const factor: number = Math.sqrt(512);

/** Everything below is added to this graph. */
interface Place {
  readonly graph: OnnxGraph;
  readonly number: (value: number) => string;
}

function place(graph: OnnxGraph): Place {
  return { graph, number: (value) => graph.table({ data: Float32Array.of(value), shape: [] }) };
}

/** x·W + b. Convolutions of width 1 are that too. */
function dense({ graph }: Place, x: string, weight: Table, bias: Table): string {
  const flat = { data: weight.data, shape: weight.shape.slice(-2) };
  return graph.add('Add', [graph.add('MatMul', [x, graph.table(flat)]), graph.table(bias)]);
}

/** scale·(x − mean)/√(variance + ε) + bias, over the last axis. */
function layerNorm({ graph, number }: Place, x: string, of: LayerWeights): string {
  const mean = (y: string) => graph.add('ReduceMean', [y], { axes: [-1], keepdims: 1 });
  const centred = graph.add('Sub', [x, mean(x)]);
  const variance = graph.add('Add', [mean(graph.add('Mul', [centred, centred])), number(epsilon)]);
  const scaled = graph.add('Mul', [
    graph.add('Div', [centred, graph.add('Sqrt', [variance])]),
    graph.table(of('layer_norm_scale/ConcatPartitions/concat')),
  ]);
  return graph.add('Add', [scaled, graph.table(of('layer_norm_bias/ConcatPartitions/concat'))]);
}

/** Attention of `heads` heads; `bias` is −10⁹ where one token may not look at another. */
function attention(at: Place, x: string, bias: string, of: LayerWeights): string {
  const { graph, number } = at;
  const qkv = dense(
    at,
    x,
    of('MultiheadAttention/qkv_transform_single/kernel/part_0'),
    of('MultiheadAttention/qkv_transform_single/bias/ConcatPartitions/concat'),
  );
  const width = (of('MultiheadAttention/qkv_transform_single/kernel/part_0').shape.at(-1) as number) / 3;
  const part = (k: number) => {
    const sliced = graph.add('Slice', [
      qkv,
      graph.integers([k * width]),
      graph.integers([(k + 1) * width]),
      graph.integers([2]),
    ]);
    const split = graph.add('Reshape', [sliced, graph.integers([0, 0, heads, width / heads])]);
    return graph.add('Transpose', [split], { perm: [0, 2, 1, 3] });
  };
  const query = graph.add('Mul', [part(0), number(1 / Math.sqrt(width / heads))]);
  const key = graph.add('Transpose', [part(1)], { perm: [0, 1, 3, 2] });
  const shares = graph.add('Softmax', [graph.add('Add', [graph.add('MatMul', [query, key]), bias])], { axis: -1 });
  const mixed = graph.add('Transpose', [graph.add('MatMul', [shares, part(2)])], { perm: [0, 2, 1, 3] });
  const joined = graph.add('Reshape', [mixed, graph.integers([0, 0, width])]);
  return dense(
    at,
    joined,
    of('MultiheadAttention/output_transform_single/kernel/part_0'),
    of('MultiheadAttention/output_transform_single/bias/ConcatPartitions/concat'),
  );
}

/** Attention and two dense layers, each before a norm and added to what it was given. */
function layer(at: Place, x: string, bias: string, of: LayerWeights, residual: string): string {
  const { graph } = at;
  const norm = (y: string, name: string) =>
    layerNorm(at, y, (end) => of(`${name}layer_prepostprocess/layer_norm/${end}`));
  const attended = graph.add('Add', [
    attention(at, norm(x, 'TransformerLayer/'), bias, (end) => of(`TransformerLayer/${end}`)),
    residual,
  ]);
  const wide = dense(
    at,
    norm(attended, 'FFN/'),
    of('FFN/conv1/Tensordot/Reshape_1'),
    of('FFN/conv1/bias/ConcatPartitions/concat'),
  );
  const narrow = dense(
    at,
    graph.add('Relu', [wide]),
    of('FFN/conv2/Tensordot/Reshape_1'),
    of('FFN/conv2/bias/ConcatPartitions/concat'),
  );
  return graph.add('Add', [narrow, attended]);
}

/** The encoder reads this many pieces of a text, and no more. */
const longest = 128;

interface Segments {
  /** 1 for the tokens of the first text of a pair that are read: [texts, tokens]. */
  readonly first: string;
  /** The same of the second. */
  readonly second: string;
  /** The place of each token within its own text, from 0. */
  readonly place: string;
}

function segments({ graph, number }: Place): Segments {
  const cast = (name: string) => graph.add('Cast', [name], { to: 1 });
  const [kept, types] = [cast('attention_mask'), cast('token_type_ids')];
  const own = {
    first: graph.add('Mul', [kept, graph.add('Sub', [number(1), types])]),
    second: graph.add('Mul', [kept, types]),
  };
  const count = (mask: string) => graph.add('CumSum', [mask, graph.integers([1])]);
  const isSecond = graph.add('Greater', [types, number(0.5)]);
  const place = graph.add('Sub', [graph.add('Where', [isSecond, count(own.second), count(own.first)]), number(1)]);
  const inside = graph.add('Cast', [graph.add('Less', [place, number(longest)])], { to: 1 });
  return { first: graph.add('Mul', [own.first, inside]), second: graph.add('Mul', [own.second, inside]), place };
}

/** Embeddings of the pieces, twice, and sines and cosines of their places. */
function embedded(at: Place, place: string, weights: (end: string) => Table): string {
  const { graph } = at;
  const words = graph.add('Gather', [graph.table(weights('module/Embeddings_en')), 'input_ids']);
  const rates = weights('TimingSignal/ExpandDims_1');
  const angles = graph.add('Mul', [
    graph.add('Unsqueeze', [place, graph.integers([2])]),
    graph.table({ data: rates.data, shape: [rates.data.length] }),
  ]);
  const timing = graph.add('Concat', [graph.add('Sin', [angles]), graph.add('Cos', [angles])], { axis: -1 });
  return graph.add('Add', [graph.add('Add', [words, words]), timing]);
}

/** −10⁹ between tokens of different texts, and towards padding. */
function biasOf({ graph, number }: Place, { first, second }: Segments): string {
  const outer = (mask: string) =>
    graph.add('MatMul', [
      graph.add('Unsqueeze', [mask, graph.integers([2])]),
      graph.add('Unsqueeze', [mask, graph.integers([1])]),
    ]);
  const together = graph.add('Add', [outer(first), outer(second)]);
  const bias = graph.add('Mul', [graph.add('Sub', [number(1), together]), number(-1e9)]);
  return graph.add('Unsqueeze', [bias, graph.integers([1])]);
}

/** The embedding of one text: tanh of a dense layer on the mean of its tokens, of length 1. [texts, 1, 512] */
function embeddingOf(at: Place, x: string, mask: string, weights: (end: string) => Table): string {
  const { graph, number } = at;
  const row = graph.add('Unsqueeze', [mask, graph.integers([1])]);
  const count = graph.add('Max', [graph.add('ReduceSum', [row, graph.integers([2])], { keepdims: 1 }), number(1)]);
  const mean = graph.add('Div', [graph.add('MatMul', [row, x]), count]);
  const last = graph.add('Tanh', [dense(at, mean, weights('tanh_layer_0/weights'), weights('tanh_layer_0/bias'))]);
  return graph.add('Div', [last, graph.add('ReduceL2', [last], { axes: [-1], keepdims: 1 })]);
}

/**
 * The Universal Sentence Encoder as an ONNX model in transformers.js' manner. Its graph for TensorFlow.js packs the tokens of all texts into one list; here they are rows with a mask, and
 * the numbers are the same. 'text' gives the embedding of a text, [texts, 1, 512]; 'pair' the product of those of both texts of a pair, number by number and times a factor, of the same shape.
 */
export function encoderModel(kind: 'text' | 'pair'): Uint8Array<ArrayBuffer> {
  const weights = readWeights();
  const graph = onnxGraph();
  const at = place(graph);
  const parts = segments(at);
  const bias = biasOf(at, parts);
  const layerOf =
    (k: number): LayerWeights =>
    (end) =>
      weights(`Layer_${k}/${/^(Multi|FFN)/.test(end) ? `TransformerLayer/${end}` : end}`);
  const x = embedded(at, parts.place, weights);
  const residual = dense(
    at,
    x,
    layerOf(0)('TransformerLayer/dense/kernel/ConcatPartitions/concat'),
    layerOf(0)('TransformerLayer/dense/bias/ConcatPartitions/concat'),
  );
  const first = layer(at, x, bias, layerOf(0), residual);
  const second = layer(at, first, bias, layerOf(1), first);
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'];
  const query = embeddingOf(at, second, parts.first, weights);
  if (kind === 'text') return graph.bytes(inputs, query, 'last_hidden_state', 512);
  const document = embeddingOf(at, second, parts.second, weights);
  const features = graph.add('Mul', [graph.add('Mul', [query, document]), at.number(factor)]);
  return graph.bytes(inputs, features, 'last_hidden_state', 512);
}
