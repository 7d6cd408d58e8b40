import { type GraphBuilder, graphBuilder, weights } from './graph-builder.ts';

export interface EncoderSpec {
  readonly vocabulary: number;
  readonly width: number;
  readonly positions: number;
  readonly opset?: number;
  /** What the model's output is called; 'logits' with a number of classes makes a classifier of it. */
  readonly output?: string;
}

const tokens = (name: string) => ({ name, type: 'int64' as const, dims: ['batch', 'tokens'] });

/** Embeddings of words, places and segments. */
function embedded(graph: GraphBuilder, { vocabulary, width, positions }: EncoderSpec): string {
  const words = graph.add('Gather', [
    graph.floats(weights(vocabulary * width, 1, 1), [vocabulary, width]),
    'input_ids',
  ]);
  const length = graph.add('Gather', [graph.add('Shape', ['input_ids']), graph.integers([1])]);
  const table = graph.floats(weights(positions * width, 2, 0.3), [positions, width]);
  const places = graph.add('Slice', [table, graph.integers([0]), length]);
  const segments = graph.add('Gather', [graph.floats(weights(2 * width, 3, 0.5), [2, width]), 'token_type_ids']);
  return graph.add('Add', [graph.add('Add', [words, places]), segments]);
}

/** One layer of attention over what the mask keeps, and one dense layer, both added to what they are given. */
function attended(graph: GraphBuilder, x: string, { width }: EncoderSpec): string {
  const dense = (given: string, seed: number) =>
    graph.add('MatMul', [given, graph.floats(weights(width * width, seed, 1.5 / Math.sqrt(width)), [width, width])]);
  const [query, key, value] = [dense(x, 4), dense(x, 5), dense(x, 6)];
  const raw = graph.add('MatMul', [query, graph.add('Transpose', [key], { perm: [0, 2, 1] })]);
  const kept = graph.add('Reshape', [graph.add('Cast', ['attention_mask'], { to: 1 }), graph.integers([0, 1, -1])]);
  const away = graph.add('Mul', [graph.add('Sub', [kept, graph.floats([1], [])]), graph.floats([1e9], [])]);
  const scaled = graph.add('Mul', [raw, graph.floats([1 / Math.sqrt(width)], [])]);
  const shares = graph.add('Softmax', [graph.add('Add', [scaled, away])], { axis: 2 });
  const after = graph.add('Add', [x, graph.add('MatMul', [shares, value])]);
  return graph.add('Add', [after, graph.add('Tanh', [dense(after, 7)])]);
}

/** A small encoder in the manner of BERT: what transformers.js calls a model for feature extraction. */
export function tinyEncoder(spec: EncoderSpec): Uint8Array<ArrayBuffer> {
  const { output = 'last_hidden_state', opset = 17, width } = spec;
  const graph = graphBuilder(opset);
  graph.add('Identity', [attended(graph, embedded(graph, spec), spec)], {}, output);
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map(tokens);
  return graph.bytes(inputs, [{ name: output, type: 'float32', dims: ['batch', 'tokens', width] }]);
}
