import { LossmithInputError } from '@lossmith/core';
import { embed } from './embed.js';
import type { EmbedOptions } from './embed-options.js';
import type { Features } from './features.js';
import type { PeerPipeline } from './peer.js';
import { checkTexts } from './texts.js';

/** Two texts that are embedded apart, such as a query and a document. */
export type Pair = readonly [first: string, second: string];

/** Each text once, in the order in which they first appear, and the place of each. */
function onceEach(texts: readonly string[]) {
  const places = new Map<string, number>();
  for (const text of texts) if (!places.has(text)) places.set(text, places.size);
  return { texts: [...places.keys()], places };
}

/**
 * Features of pairs whose texts are embedded apart: the product of both embeddings, number by number. A head without hidden layers on them scores Σ wₖqₖdₖ, an inner product of the
 * document's embedding and a reweighted query: documents can be embedded, and kept, before there is a query. Every text is embedded once, in however many pairs it stands.
 */
export async function pairFeatures(
  extractor: PeerPipeline,
  pairs: readonly Pair[],
  options: EmbedOptions = {},
): Promise<Features> {
  checkTexts('pairs', pairs);
  if (typeof pairs[0] === 'string')
    throw new LossmithInputError('pairs', 'are single texts', 'give [query, document] for each');
  const { texts, places } = onceEach(pairs.flat());
  const { data, dims } = await embed(extractor, texts, options);
  const width = dims[1];
  const rowOf = (text: string) => width * (places.get(text) as number);
  const products = new Float32Array(pairs.length * width);
  pairs.forEach(([first, second], pair) => {
    const [a, b] = [rowOf(first), rowOf(second)];
    for (let k = 0; k < width; k += 1) products[pair * width + k] = (data[a + k] as number) * (data[b + k] as number);
  });
  return { data: products, dims: [pairs.length, width] };
}
