import { LossmithInputError } from '@lossmith/core';
import type { Pooled } from './features.js';
import { numbersOf } from './numbers-of.js';
import type { PeerTensor } from './peer.js';

/** Embeddings of tokens, [texts, tokens, width]. */
interface TokenEmbeddings {
  readonly values: ArrayLike<number>;
  readonly dims: readonly [texts: number, tokens: number, width: number];
}

/** The output that holds them, by the names that models give it. Logits are none, though the libraries' pipelines take them. */
export const embeddingOutputs = ['last_hidden_state', 'token_embeddings'] as const;

/** The embeddings out of what a model returned. */
export function embeddingsOf(outputs: Readonly<Record<string, PeerTensor | undefined>>): TokenEmbeddings {
  const tensor = embeddingOutputs.map((name) => outputs[name]).find((one) => one !== undefined);
  const values = tensor && numbersOf(tensor);
  if (tensor !== undefined && values !== undefined && tensor.dims.length === 3)
    return { values, dims: tensor.dims as TokenEmbeddings['dims'] };
  const found = Object.entries(outputs).map(([name, one]) => `'${name}' of [${one?.dims?.join(', ') ?? ''}]`);
  const what = `gives ${found.join(', ')}, which is no embedding per token`;
  const advice = `load a model that has '${embeddingOutputs[0]}' of [texts, tokens, width]: an encoder, as exported for feature extraction`;
  throw new LossmithInputError('extractor', what, advice);
}

/** Σ mask·x / Σ mask over the tokens of a text, as the libraries' pipelines take it. */
function mean(row: number, { values, dims: [, tokens, width] }: TokenEmbeddings, mask: PeerTensor, into: Float64Array) {
  const kept = mask.data as ArrayLike<bigint>;
  let count = 0;
  into.fill(0);
  for (let token = 0; token < tokens; token += 1) {
    if (!kept[row * tokens + token]) continue;
    count += 1;
    const start = (row * tokens + token) * width;
    for (let k = 0; k < width; k += 1) into[k] = (into[k] as number) + (values[start + k] as number);
  }
  for (let k = 0; k < width; k += 1) into[k] = (into[k] as number) / count;
}

function first(row: number, { values, dims: [, tokens, width] }: TokenEmbeddings, into: Float64Array) {
  for (let k = 0; k < width; k += 1) into[k] = values[row * tokens * width + k] as number;
}

/** The feature of each text of a batch, handed on one by one. */
export function pool(
  embeddings: TokenEmbeddings,
  mask: PeerTensor,
  { pooling, normalise }: Pooled,
  take: (row: number, feature: Float64Array) => void,
): void {
  const [texts, , width] = embeddings.dims;
  const feature = new Float64Array(width);
  for (let row = 0; row < texts; row += 1) {
    if (pooling === 'mean') mean(row, embeddings, mask, feature);
    else first(row, embeddings, feature);
    const length = normalise ? Math.sqrt(feature.reduce((sum, x) => sum + x * x, 0)) : 1;
    take(
      row,
      feature.map((x) => x / length),
    );
  }
}
