import { LossmithInputError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';
import { batchesOf } from './batches.js';
import { checkCount, type Truncation } from './embed-options.js';
import { numbersOf } from './numbers-of.js';
import { checkPipeline, type PeerPipeline, type PeerTensor } from './peer.js';
import type { Scores } from './score-features.js';
import { checkTexts, encode, type TextInput } from './texts.js';
import { longestOf, tensorMaker } from './token-tensors.js';

export interface ScoreOptions {
  /** Texts per run of the model. Default 32. */
  readonly batchSize?: number;
  /** Called for each text that is longer than the model takes: only its beginning is read. */
  readonly onTruncated?: (truncation: Truncation) => void;
  /** Stops before the next batch. */
  readonly signal?: AbortSignal;
}

function logitsOf(outputs: Readonly<Record<string, PeerTensor | undefined>>) {
  const { logits } = outputs;
  const values = logits && numbersOf(logits);
  if (values !== undefined && logits?.dims.length === 2) return { values, width: logits.dims[1] as number };
  const found = Object.entries(outputs).map(([name, one]) => `'${name}' of [${one?.dims?.join(', ') ?? ''}]`);
  const advice = "load a model that has 'logits' of [texts, scores]: one for text-classification";
  throw new LossmithInputError('classifier', `gives ${found.join(', ')}, which are no scores`, advice);
}

/**
 * Raw scores (logits) of texts, or of pairs of texts that are read together, by a text-classification pipeline of either library. Its own call answers Softmax or σ of them; with one
 * label Softmax is always 1.
 */
export async function score(
  classifier: PeerPipeline,
  texts: readonly TextInput[],
  options: ScoreOptions = {},
): Promise<Scores> {
  checkPipeline('classifier', classifier, 'text-classification');
  checkOptions(options, ['batchSize', 'onTruncated', 'signal']);
  const batchSize = checkCount('batchSize', options.batchSize ?? 32);
  checkTexts('texts', texts);
  const { tokenizer, model } = classifier;
  const encoded = encode(tokenizer, texts);
  const limit = longestOf(tokenizer, model.config);
  const lengths = (encoded.input_ids ?? []).map(({ length }, index) => {
    if (length > limit) options.onTruncated?.({ index, tokens: length, limit });
    return length;
  });
  const tensorsOf = tensorMaker(tokenizer, 'right');
  let [data, scores] = [new Float32Array(0), 0];
  for (const rows of batchesOf(lengths, batchSize)) {
    options.signal?.throwIfAborted();
    const outputs = await model(tensorsOf(encoded, rows, limit));
    const { values, width } = logitsOf(outputs);
    if (scores === 0) [data, scores] = [new Float32Array(texts.length * width), width];
    rows.forEach((row, place) => {
      for (let k = 0; k < width; k += 1) data[row * width + k] = values[place * width + k] as number;
    });
    for (const tensor of Object.values(outputs as Readonly<Record<string, PeerTensor>>)) tensor?.dispose?.();
  }
  return { data, dims: [texts.length, scores] };
}
