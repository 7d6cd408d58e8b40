import { type GraphBuilder, graphBuilder, weights } from './graph-builder.ts';

export interface CausalSpec {
  readonly vocabulary: number;
  readonly width: number;
  readonly positions: number;
  /** Whether keys and values of what came before are inputs, those of all outputs. */
  readonly cached: boolean;
  /** Added to all weights' seeds, for another model of the same kind. */
  readonly seed?: number;
}

/** Keys and values with those of earlier tokens before them. */
function remembered(graph: GraphBuilder, x: string, what: 'key' | 'value', cached: boolean): string {
  if (!cached) return graph.add('Identity', [x], {}, `present.0.${what}`);
  return graph.add('Concat', [`past_key_values.0.${what}`, x], { axis: 2 }, `present.0.${what}`);
}

/** [batch, 1, tokens, all tokens]: whether one may look at the other. */
function mayLook(graph: GraphBuilder): string {
  const lengthOf = (x: string) => graph.add('Gather', [graph.add('Shape', [x]), graph.integers([1], [])]);
  const [all, own] = [lengthOf('attention_mask'), lengthOf('input_ids')];
  const step = graph.integers([1], []);
  const keys = graph.add('Range', [graph.integers([0], []), all, step]);
  const queries = graph.add('Range', [graph.add('Sub', [all, own]), all, step]);
  const causal = graph.add('LessOrEqual', [keys, graph.add('Reshape', [queries, graph.integers([-1, 1])])]);
  const kept = graph.add('Cast', ['attention_mask'], { to: 9 });
  return graph.add('And', [causal, graph.add('Reshape', [kept, graph.integers([0, 1, 1, -1])])]);
}

/** A small causal language model, as transformers.js takes them: logits of the next token. */
export function tinyCausal({ vocabulary, width, positions, cached, seed = 0 }: CausalSpec): Uint8Array<ArrayBuffer> {
  const graph = graphBuilder(17);
  const table = (rows: number, columns: number, own: number, scale: number) =>
    graph.floats(weights(rows * columns, own + seed, scale), [rows, columns]);
  const words = graph.add('Gather', [table(vocabulary, width, 1, 1), 'input_ids']);
  const x = graph.add('Add', [words, graph.add('Gather', [table(positions, width, 2, 0.5), 'position_ids'])]);
  const heads = (own: number) => {
    const dense = graph.add('MatMul', [x, table(width, width, own, 1.5 / Math.sqrt(width))]);
    return graph.add('Reshape', [dense, graph.integers([0, 1, -1, width])]);
  };
  const query = heads(4);
  const key = remembered(graph, heads(5), 'key', cached);
  const value = remembered(graph, heads(6), 'value', cached);
  const raw = graph.add('MatMul', [query, graph.add('Transpose', [key], { perm: [0, 1, 3, 2] })]);
  const scaled = graph.add('Mul', [raw, graph.floats([1 / Math.sqrt(width)], [])]);
  const held = graph.add('Where', [mayLook(graph), scaled, graph.floats([-1e9], [])]);
  const mixed = graph.add('MatMul', [graph.add('Softmax', [held], { axis: 3 }), value]);
  const after = graph.add('Add', [x, graph.add('Reshape', [mixed, graph.integers([0, -1, width])])]);
  graph.add('MatMul', [after, table(width, vocabulary, 7, 0.8)], {}, 'logits');

  const tokens = (name: string, length: string) => ({ name, type: 'int64' as const, dims: ['batch', length] });
  const cache = (kind: string, length: string) =>
    ['key', 'value'].map((what) => {
      return { name: `${kind}.0.${what}`, type: 'float32' as const, dims: ['batch', 1, length, width] };
    });
  return graph.bytes(
    [
      tokens('input_ids', 'tokens'),
      tokens('attention_mask', 'all'),
      tokens('position_ids', 'tokens'),
      ...(cached ? cache('past_key_values', 'past') : []),
    ],
    [
      { name: 'logits', type: 'float32', dims: ['batch', 'tokens', vocabulary] },
      ...(cached ? cache('present', 'all') : []),
    ],
  );
}
