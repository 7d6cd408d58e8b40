import { LossmithOptionError } from '@lossmith/core';
import { checkOptions } from '@lossmith/core/backend';
import type { Pooled, Pooling } from './features.js';

/** A text of which the model reads only the beginning. */
export interface Truncation {
  readonly index: number;
  readonly tokens: number;
  /** How many of them the model takes. */
  readonly limit: number;
}

export interface EmbedOptions {
  /** Texts per run of the model. Default 32. */
  readonly batchSize?: number;
  /** Default 'mean'. */
  readonly pooling?: Pooling;
  /** Whether features are divided by their length. Default false. */
  readonly normalise?: boolean;
  /** How many texts are sorted by length together. Default 32 batches; as many as `batchSize` leaves texts in their order. */
  readonly window?: number;
  /** Called after each batch, with the number of texts that are done. */
  readonly onProgress?: (done: number) => void;
  /** Called for each text that is longer than the model takes: only its beginning is read. */
  readonly onTruncated?: (truncation: Truncation) => void;
  /** Stops before the next batch. */
  readonly signal?: AbortSignal | undefined;
}

/** The options with their defaults. */
export interface EmbedPlan extends EmbedOptions {
  readonly batchSize: number;
  readonly window: number;
  readonly pooled: Pooled;
}

export function checkCount(option: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
  throw new LossmithOptionError(option, `cannot be ${String(value)}`, 'give a whole number above 0');
}

export function checkPooled({ pooling = 'mean', normalise = false }: Partial<Pooled>): Pooled {
  if (pooling !== 'mean' && pooling !== 'cls')
    throw new LossmithOptionError('pooling', `cannot be ${String(pooling)}`, "use 'mean' or 'cls'");
  if (typeof normalise !== 'boolean')
    throw new LossmithOptionError('normalise', `cannot be ${String(normalise)}`, 'give true or false');
  return { pooling, normalise };
}

const names = ['batchSize', 'pooling', 'normalise', 'window', 'onProgress', 'onTruncated', 'signal'];

export function checkEmbedOptions(options: EmbedOptions): EmbedPlan {
  checkOptions(options, names);
  const batchSize = checkCount('batchSize', options.batchSize ?? 32);
  const window = checkCount('window', options.window ?? 32 * batchSize);
  return { ...options, batchSize, window, pooled: checkPooled(options) };
}
