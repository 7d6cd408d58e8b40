import { LossmithOptionError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';
import { batchesOf } from './batches.js';
import { abilitiesOf, causalRun, type LogitsPart } from './causal-run.js';
import { checkCount } from './embed-options.js';
import { logSoftmaxAt } from './log-softmax.js';
import { checkModel, checkTokenizer, type PeerModel, type PeerTokenizer } from './peer.js';
import { type Sequence, type SequenceInput, sequencesOf } from './sequences.js';
import type { Side } from './token-tensors.js';

export interface SequenceOptions {
  /** Texts per run of the model. Default 8. */
  readonly batchSize?: number;
  /** How many logits there are at once, texts × tokens × vocabulary, where the model allows it. Default 2²⁴, which are 64 MiB. */
  readonly logitsAtOnce?: number;
  /** On which side shorter texts of a batch are padded. Default 'right'. */
  readonly paddingSide?: Side;
  /** Called after each batch, with the number of texts that are done. */
  readonly onProgress?: (done: number) => void;
  /** Stops before the next batch. */
  readonly signal?: AbortSignal;
}

/** One number per text. */
export interface SequenceLogProbabilities {
  /** Σ log p(token | all before it) over the tokens of the completion. */
  readonly sums: Float64Array;
  /** Tokens of the completion. */
  readonly counts: Int32Array;
  /** sums/counts. */
  readonly means: Float64Array;
}

/** Adds up what a part of the logits says of the tokens behind its places. */
function addPart(
  { logits, from, places, vocabulary }: LogitsPart,
  batch: readonly Sequence[],
  side: Side,
  sums: Float64Array,
) {
  const length = batch.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  batch.forEach(({ ids, start }, text) => {
    const padding = side === 'left' ? length - ids.length : 0;
    for (let place = 0; place < places; place += 1) {
      const next = from + place - padding + 1;
      if (next < start || next >= ids.length) continue;
      const row = (text * places + place) * vocabulary;
      sums[text] = (sums[text] as number) + logSoftmaxAt(logits, row, vocabulary, ids[next] as number);
    }
  });
}

function checkSequenceOptions(options: SequenceOptions) {
  checkOptions(options, ['batchSize', 'logitsAtOnce', 'paddingSide', 'onProgress', 'signal']);
  const { batchSize = 8, logitsAtOnce = 2 ** 24, paddingSide = 'right' } = options;
  if (paddingSide !== 'left' && paddingSide !== 'right')
    throw new LossmithOptionError('paddingSide', `cannot be ${String(paddingSide)}`, "use 'left' or 'right'");
  checkCount('batchSize', batchSize);
  checkCount('logitsAtOnce', logitsAtOnce);
  return { ...options, batchSize, logitsAtOnce, paddingSide };
}

/** How many texts are run at once, and how many places of them, so that there are not too many logits. */
function sizesOf(model: PeerModel, sequences: readonly Sequence[], batchSize: number, logitsAtOnce: number) {
  const { batches, pieces } = abilitiesOf(model);
  const { vocab_size } = (model.config ?? {}) as { readonly vocab_size?: unknown };
  const cells = Math.max(1, Math.floor(logitsAtOnce / (typeof vocab_size === 'number' ? vocab_size : 1)));
  const longest = sequences.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  const fitting = pieces ? cells : Math.max(1, Math.floor(cells / longest));
  const texts = batches ? Math.min(batchSize, fitting, sequences.length) : 1;
  return { texts, places: pieces ? Math.max(1, Math.floor(cells / texts)) : Number.POSITIVE_INFINITY };
}

/**
 * Log-probabilities of completions after their prompts, by a causal language model of either library: what preference losses are taken of. Prompt and padding count nothing. Texts
 * and completions are strings, or lists of token ids. Log-softmax is taken in float64 of float32 logits, without a copy of them. A model that remembers (with inputs
 * 'past_key_values') is run some places at a time, so that there are never more than `logitsAtOnce` logits; in @xenova/transformers such a model is run text by text. Throws for
 * lengths that differ, completions without tokens and texts that are longer than the model takes, before it is run.
 */
export async function sequenceLogProbabilities(
  model: PeerModel,
  tokenizer: PeerTokenizer,
  prompts: readonly SequenceInput[],
  completions: readonly SequenceInput[],
  options: SequenceOptions = {},
): Promise<SequenceLogProbabilities> {
  checkModel(model);
  checkTokenizer(tokenizer);
  const { batchSize, logitsAtOnce, paddingSide, signal, onProgress } = checkSequenceOptions(options);
  const sequences = sequencesOf(tokenizer, model.config, prompts, completions);
  const { texts, places } = sizesOf(model, sequences, batchSize, logitsAtOnce);
  const run = causalRun(model, tokenizer, paddingSide);
  const sums = new Float64Array(sequences.length);
  const lengths = sequences.map(({ ids }) => ids.length);
  let done = 0;
  for (const rows of batchesOf(lengths, texts)) {
    signal?.throwIfAborted();
    const batch = rows.map((row) => sequences[row] as Sequence);
    const found = new Float64Array(batch.length);
    await run(
      batch.map(({ ids }) => ids),
      places,
      (part) => addPart(part, batch, paddingSide, found),
    );
    rows.forEach((row, k) => {
      sums[row] = found[k] as number;
    });
    done += rows.length;
    onProgress?.(done);
  }
  const counts = Int32Array.from(sequences, ({ ids, start }) => ids.length - start);
  return { sums, counts, means: sums.map((sum, k) => sum / (counts[k] as number)) };
}
