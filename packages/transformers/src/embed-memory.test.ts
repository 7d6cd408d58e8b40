import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { libraries, onlyLocal } from '../test/libraries.ts';
import { encoderFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import { embed, loadPipeline, type PeerPipeline } from './index.js';

const at = modelRoot();
onlyLocal(at.root);
at.write('encoder', encoderFiles({ width: 64 }));
afterAll(at.remove);

const words = ['good', 'bad', 'film', 'food', 'was', 'very', 'not', 'really', 'and', 'so'];
/** Short texts of 1 to 40 words, most of them of few. */
const texts = Array.from({ length: 10_000 }, (_, k) => {
  const length = 1 + Math.floor(39 * (((k * 7919) % 1000) / 1000) ** 3);
  return Array.from({ length }, (_, word) => words[(k + 3 * word) % words.length]).join(' ');
});

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes that JavaScript holds, in its heap and in buffers. What ONNX Runtime has lent is given back a turn after it was collected. */
async function held(): Promise<number> {
  for (let turn = 0; turn < 2; turn += 1) {
    collect();
    await new Promise((done) => setImmediate(done));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The extractor, with something to be done between batches. */
const between = ({ tokenizer, model }: PeerPipeline, task: (inputs: Inputs) => void | Promise<void>): PeerPipeline => ({
  tokenizer,
  model: async (inputs) => {
    await task(inputs);
    return model(inputs);
  },
});

interface Inputs {
  readonly attention_mask: { readonly data: BigInt64Array };
}

const load = () => loadPipeline(libraries['@huggingface/transformers'], 'feature-extraction', 'encoder');

test.skipIf(!whole)(
  '10,000 texts: besides the result, memory holds no more than a batch and the tokens of a window',
  async () => {
    const extractor = await load();
    await embed(extractor, texts.slice(0, 500));
    const before = await held();
    let [peak, batches] = [0, 0];
    const watched = between(extractor, async () => {
      batches += 1;
      if (batches % 20 === 2) peak = Math.max(peak, (await held()) - before);
    });
    const { data } = await embed(watched, texts);
    // A batch: embeddings of 32 texts of at most 42 tokens, and three inputs of 8 bytes a token. A window: three lists of numbers for each of 1,024 texts.
    const batch = 32 * 42 * (4 * 64 + 3 * 8);
    const window = 1024 * 3 * 42 * 8;
    console.log(`result ${data.byteLength} bytes, a batch ${batch}; held at most ${peak} bytes in all`);
    expect(data.byteLength).toBe(10_000 * 64 * 4);
    expect(peak).toBeLessThan(data.byteLength + batch + window);
  },
);

test('sorting inside a window leaves little padding', async () => {
  const extractor = await load();
  const computed = async (window: number) => {
    let [cells, tokens] = [0, 0];
    const counted = between(extractor, ({ attention_mask: { data } }) => {
      cells += data.length;
      for (const kept of data) tokens += Number(kept);
    });
    await embed(counted, texts.slice(0, 1024), { window });
    return cells / tokens;
  };
  const [sorted, asGiven] = [await computed(1024), await computed(32)];
  console.log(`cells per token: ${sorted.toFixed(3)} sorted, ${asGiven.toFixed(3)} in the given order`);
  expect(sorted).toBeLessThan(1.1);
  expect(asGiven).toBeGreaterThan(2 * sorted);
});
