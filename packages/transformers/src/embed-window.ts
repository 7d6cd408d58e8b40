import { LossmithValueError } from '@lossmith/core';
import { batchesOf } from './batches.js';
import type { EmbedPlan } from './embed-options.js';
import type { PeerPipeline, PeerTensor } from './peer.js';
import { embeddingsOf, pool } from './pool.js';
import { type Encoded, encode, type TextInput } from './texts.js';
import { longestOf, tensorMaker } from './token-tensors.js';

interface Window {
  readonly texts: readonly TextInput[];
  /** The place of the first of them among all. */
  readonly start: number;
}

/** How many tokens each text has; tells of those that are too long, and refuses those without any. */
function lengthsOf({ texts, start }: Window, { input_ids = [] }: Encoded, limit: number, plan: EmbedPlan): number[] {
  return input_ids.map(({ length }, row) => {
    const index = start + row;
    if (length === 0) throw new LossmithValueError('texts', index, texts[row], 'has no tokens', 'leave it out');
    if (length > limit) plan.onTruncated?.({ index, tokens: length, limit });
    return length;
  });
}

/** Features of the texts of one window, batch by batch; `take` is given the place of each within the window. */
export async function embedWindow(
  { tokenizer, model }: PeerPipeline,
  window: Window,
  plan: EmbedPlan,
  take: (row: number, feature: Float64Array) => void,
): Promise<void> {
  plan.signal?.throwIfAborted();
  const encoded = encode(tokenizer, window.texts);
  const limit = longestOf(tokenizer, model.config);
  const lengths = lengthsOf(window, encoded, limit, plan);
  const tensorsOf = tensorMaker(tokenizer, 'right');
  let done = window.start;
  for (const rows of batchesOf(lengths, plan.batchSize)) {
    plan.signal?.throwIfAborted();
    const inputs = tensorsOf(encoded, rows, limit);
    const outputs: Readonly<Record<string, PeerTensor>> = await model(inputs);
    const ofBatch = (row: number, feature: Float64Array) => take(rows[row] as number, feature);
    pool(embeddingsOf(outputs), inputs.attention_mask as PeerTensor, plan.pooled, ofBatch);
    for (const tensor of Object.values(outputs)) tensor?.dispose?.();
    done += rows.length;
    plan.onProgress?.(done);
  }
}
