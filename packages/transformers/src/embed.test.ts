import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byLibrary, onlyLocal } from '../test/libraries.ts';
import { encoderFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import { embed, embedStream, loadPipeline, type PeerPipeline } from './index.js';

const at = modelRoot();
const texts = ['the good film', 'a bad, bad film and it is so very bad', 'food', 'was it really not good?', ''];

beforeAll(() => {
  onlyLocal(at.root);
  at.write('encoder', encoderFiles());
  at.write('narrow', encoderFiles({ width: 4, positions: 8 }));
  at.write('scores', encoderFiles({ output: 'logits' }));
});
afterAll(at.remove);

const gap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (x, k) => Math.abs(x - (b[k] as number))).reduce((most, x) => Math.max(most, x), 0);

describe.each(byLibrary)('%s', (_, library) => {
  let extractor: PeerPipeline;
  beforeAll(async () => {
    extractor = await loadPipeline(library, 'feature-extraction', 'encoder');
  });

  test.each([
    { pooling: 'mean', normalise: false },
    { pooling: 'mean', normalise: true },
    { pooling: 'cls', normalise: true },
  ] as const)('features are those of the library itself: %j', async (pooled) => {
    const call = extractor as unknown as (texts: readonly string[], options: object) => Promise<{ data: Float32Array }>;
    const own = await call(texts, { pooling: pooled.pooling, normalize: pooled.normalise });
    for (const batchSize of [1, 2, 32]) {
      const features = await embed(extractor, texts, { ...pooled, batchSize });
      expect(features.dims).toEqual([texts.length, 16]);
      expect(features.pooled).toEqual(pooled);
      expect(gap(features.data, own.data)).toBeLessThan(1e-6);
    }
  });

  test('results come in the given order, whatever the window', async () => {
    const whole = await embed(extractor, texts, { batchSize: 2 });
    for (const window of [1, 2, 3]) {
      const parts = await embed(extractor, texts, { batchSize: 2, window });
      expect(gap(parts.data, whole.data)).toBeLessThan(1e-6);
    }
  });

  test('a pair is read together, with its segments', async () => {
    const pairs = [
      ['good film', 'bad food'],
      ['a', 'the'],
    ] as const;
    const { data } = await embed(extractor, pairs);
    const joined = await embed(extractor, ['good film bad food', 'a the']);
    expect(gap(data, joined.data)).toBeGreaterThan(0.01);
    const inputs = extractor.tokenizer(['good film'], { text_pair: ['bad food'] });
    const { last_hidden_state } = await extractor.model(inputs);
    expect(
      gap((await embed(extractor, pairs, { pooling: 'cls' })).data.subarray(0, 16), last_hidden_state.data),
    ).toBeLessThan(1e-6);
  });

  test('a stream of texts is embedded window by window', async () => {
    async function* lines() {
      yield* texts;
    }
    const parts = [];
    for await (const part of embedStream(extractor, lines(), { window: 2 })) parts.push(part);
    expect(parts.map(({ index, dims }) => [index, ...dims])).toEqual([
      [0, 2, 16],
      [2, 2, 16],
      [4, 1, 16],
    ]);
    const { data } = await embed(extractor, texts);
    expect(
      gap(
        parts.flatMap((part) => [...part.data]),
        data,
      ),
    ).toBeLessThan(1e-6);
  });

  test('of a text over the limit the beginning is read, as the library does, and the caller is told', async () => {
    const short = await loadPipeline(library, 'feature-extraction', 'narrow');
    const long = 'the good film was very very good and really not bad';
    const told: object[] = [];
    const { data } = await embed(short, ['food', long], { onTruncated: (truncation) => told.push(truncation) });
    expect(told).toEqual([{ index: 1, tokens: 13, limit: 8 }]);
    const call = short as unknown as (text: string, options: object) => Promise<{ data: Float32Array }>;
    expect(gap(data.subarray(4), (await call(long, { pooling: 'mean' })).data)).toBeLessThan(1e-6);
  });

  test('cancelling stops before the next batch', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const running = embed(
      extractor,
      Array.from({ length: 40 }, (_, k) => `film ${k}`),
      {
        batchSize: 4,
        signal: controller.signal,
        onProgress(count) {
          done.push(count);
          if (count === 8) controller.abort(new Error('enough'));
        },
      },
    );
    await expect(running).rejects.toThrow('enough');
    expect(done).toEqual([4, 8]);
  });

  test('a backbone whose output is no embedding is refused', async () => {
    const scorer = await loadPipeline(library, 'feature-extraction', 'scores');
    await expect(embed(scorer, ['film'])).rejects.toThrow(
      /extractor gives 'logits' of \[1, 3, 16\], which is no embedding per token; load a model that has 'last_hidden_state'/,
    );
  });

  test('a model that is not there, where only local ones are allowed', async () => {
    await expect(loadPipeline(library, 'feature-extraction', 'someone/remote-model')).rejects.toThrow(
      /cannot load 'someone\/remote-model': .*; put its folder under env.localModelPath \('.*'\), or allow downloads: env.allowRemoteModels = true/s,
    );
  });
});

describe('bad input', () => {
  const pipeline = Object.assign(() => {}, { tokenizer: () => {}, model: () => {} }) as unknown as PeerPipeline;
  test.each<[unknown, unknown, object, string]>([
    [
      undefined,
      ['a'],
      {},
      "extractor is missing; make one with '@huggingface/transformers' or '@xenova/transformers': await pipeline('feature-extraction', model)",
    ],
    [Promise.resolve(), ['a'], {}, 'extractor is a promise; await it'],
    [{}, ['a'], {}, 'extractor is no pipeline of texts'],
    [pipeline, [], {}, 'texts are empty; give at least one text'],
    [pipeline, 'a', {}, "texts are no list; give { texts: ['a text', …] }"],
    [pipeline, ['a', 1], {}, 'texts[1] = 1: no text; give strings, or all as pairs [first, second]'],
    [pipeline, ['a', ['b', 'c']], {}, 'texts[1] = ["b","c"]: a text among pairs, or a pair among texts'],
    [pipeline, ['a'], { batchSize: 0 }, 'option batchSize: cannot be 0; give a whole number above 0'],
    [pipeline, ['a'], { pooling: 'max' }, "option pooling: cannot be max; use 'mean' or 'cls'"],
    [pipeline, ['a'], { normalize: true }, 'option normalize: is unknown'],
  ])('case %#', async (extractor, given, options, message) => {
    await expect(embed(extractor as PeerPipeline, given as string[], options)).rejects.toThrow(message);
  });

  test('a library that is not installed, or is none', async () => {
    await expect(loadPipeline({} as never, 'feature-extraction', 'x')).rejects.toThrow(
      "library is no transformers.js; give the module, or its name: '@huggingface/transformers' or '@xenova/transformers'",
    );
  });
});
