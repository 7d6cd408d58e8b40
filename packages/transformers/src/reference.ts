/** Log-probabilities of a reference model, which are computed once and kept. Entry point '@lossmith/transformers/reference', for Node. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LossmithError, LossmithOptionError, LossmithShapeError } from '@lossmith/core';
import type { PeerModel, PeerTokenizer } from './peer.js';
import {
  type SequenceLogProbabilities,
  type SequenceOptions,
  sequenceLogProbabilities,
} from './sequence-log-probabilities.js';
import type { SequenceInput } from './sequences.js';

/** A kept value: Σ log p, and how many tokens. */
type Entry = readonly [sum: number, count: number];

interface Kept {
  readonly version: 1;
  /** The model whose values these are. */
  readonly name: string;
  readonly entries: Readonly<Record<string, Entry>>;
}

export interface CacheOptions extends SequenceOptions {
  /** Path of the file of values; it is made where there is none. */
  readonly file: string;
  /** What the reference model is called: values of another one are refused. */
  readonly name: string;
}

const keyOf = (prompt: SequenceInput, completion: SequenceInput) =>
  createHash('sha256')
    .update(JSON.stringify([prompt, completion]))
    .digest('hex');

/** What the file holds; nothing where there is none. */
async function readKept(file: string, name: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (text === undefined) return { version: 1, name, entries: {} };
  let kept: Partial<Kept> = {};
  try {
    kept = JSON.parse(text);
  } catch {}
  if (kept.version !== 1 || typeof kept.entries !== 'object')
    throw new LossmithError('cache', `'${file}' holds no log-probabilities`, 'remove it, or name another file');
  if (kept.name !== name)
    throw new LossmithOptionError(
      'name',
      `'${file}' is of the model '${kept.name}', not of '${name}'`,
      'use another file',
    );
  return kept as Kept;
}

/** The file is replaced as a whole: a reader sees the old values or the new ones. */
async function writeKept(file: string, kept: Kept): Promise<void> {
  const beside = `${file}.${randomUUID()}.partial`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(beside, JSON.stringify(kept));
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}

/**
 * `sequenceLogProbabilities` of a reference model, with its values kept in a file: texts that are in there are not run again. `model` may be a function that loads it, which is called only where
 * something is missing. Throws for a file of another model.
 */
export async function referenceLogProbabilities(
  model: PeerModel | { readonly load: () => Promise<PeerModel> },
  tokenizer: PeerTokenizer,
  prompts: readonly SequenceInput[],
  completions: readonly SequenceInput[],
  { file, name, ...options }: CacheOptions,
): Promise<SequenceLogProbabilities> {
  if (prompts.length !== completions.length)
    throw new LossmithShapeError('completions', [completions.length], [prompts.length], 'give one per prompt');
  const kept = await readKept(file, name);
  const keys = completions.map((completion, k) => keyOf(prompts[k] as SequenceInput, completion));
  const missing = keys.flatMap((key, k) => (Object.hasOwn(kept.entries, key) ? [] : [k]));
  let { entries } = kept;
  if (missing.length > 0) {
    const loaded = 'load' in model ? await model.load() : model;
    const pick = (all: readonly SequenceInput[]) => missing.map((k) => all[k] as SequenceInput);
    const found = await sequenceLogProbabilities(loaded, tokenizer, pick(prompts), pick(completions), options);
    const added = missing.map((row, k) => [keys[row], [found.sums[k], found.counts[k]]]);
    entries = { ...entries, ...Object.fromEntries(added) };
    await writeKept(file, { version: 1, name, entries });
  }
  const sums = Float64Array.from(keys, (key) => (entries[key] as Entry)[0]);
  const counts = Int32Array.from(keys, (key) => (entries[key] as Entry)[1]);
  return { sums, counts, means: sums.map((sum, k) => sum / (counts[k] as number)) };
}
