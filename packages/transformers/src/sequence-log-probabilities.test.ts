import { afterAll, describe, expect, test } from 'vitest';
import { byLibrary, onlyLocal } from '../test/libraries.ts';
import { causalFiles, causalSpec, encoderFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import { plainLogProbabilities } from '../test/plain-causal.ts';
import { type PeerModel, type PeerTokenizer, type SequenceOptions, sequenceLogProbabilities } from './index.js';

const at = modelRoot();
onlyLocal(at.root);
at.write('remembers', causalFiles());
at.write('forgets', causalFiles({ cached: false }));
at.write('short', causalFiles({ positions: 8 }));
at.write('encoder', encoderFiles());
afterAll(at.remove);

const prompts = ['Is it good? ', 'Why?', 'A longer prompt, with more tokens than the others: ', 'x'];
const completions = ['Yes.', 'Because it is so, and has always been so.', 'no', 'é!'];
const bytes = (text: string) => [...new TextEncoder().encode(text)];

/** Σ log p of each completion by the same model, typed in and in float64. */
const exact = completions.map((completion, k) => {
  const [before, after] = [bytes(prompts[k]!), bytes(completion)];
  const all = plainLogProbabilities(causalSpec(), [...before, ...after]);
  return all.slice(before.length - 1).reduce((sum, x) => sum + x, 0);
});

describe.each(byLibrary)('%s', (name, library) => {
  const load = async (folder: string): Promise<[PeerModel, PeerTokenizer]> => {
    const options = { quantized: false, dtype: 'fp32' } as object;
    const model = await library.AutoModelForCausalLM.from_pretrained(folder, options);
    return [
      model as unknown as PeerModel,
      (await library.AutoTokenizer.from_pretrained(folder)) as unknown as PeerTokenizer,
    ];
  };

  test.each<[string, SequenceOptions]>([
    ['remembers', {}],
    ['remembers', { paddingSide: 'left' }],
    ['remembers', { logitsAtOnce: 257 * 20, batchSize: 4 }],
    ['remembers', { logitsAtOnce: 257 * 12, batchSize: 4, paddingSide: 'left' }],
    ['remembers', { logitsAtOnce: 1 }],
    ['forgets', {}],
    ['forgets', { paddingSide: 'left' }],
    ['forgets', { batchSize: 3, logitsAtOnce: 257 * 120 }],
    ['forgets', { logitsAtOnce: 1 }],
  ])('a model that %s, with %j, agrees with float64 to 1e-5', async (folder, options) => {
    const [model, tokenizer] = await load(folder);
    const { sums, counts, means } = await sequenceLogProbabilities(model, tokenizer, prompts, completions, options);
    expect(Array.from(counts)).toEqual(completions.map((one) => bytes(one).length));
    sums.forEach((sum, k) => {
      expect(Math.abs(sum - exact[k]!)).toBeLessThan(1e-5);
      expect(means[k]).toBe(sum / counts[k]!);
    });
  });

  test('no more logits than are allowed are there at once', async () => {
    const [model, tokenizer] = await load('remembers');
    const sizes: number[] = [];
    const watched: PeerModel = Object.assign(
      async (inputs: object) => {
        const outputs = await model(inputs);
        sizes.push(outputs.logits.data.length);
        return outputs;
      },
      {
        config: model.config!,
        session: model.session,
        ...(model.sessions === undefined ? {} : { sessions: model.sessions }),
      },
    );
    await sequenceLogProbabilities(watched, tokenizer, prompts, completions, { logitsAtOnce: 257 * 16 });
    const largest = Math.max(...sizes);
    const longest = Math.max(...prompts.map((prompt, k) => bytes(prompt + completions[k]!).length));
    // @xenova/transformers runs such a model text by text, and each of them whole.
    expect(largest).toBe(name === '@huggingface/transformers' ? 257 * 16 : 257 * longest);
  });

  test('token ids in place of texts', async () => {
    const [model, tokenizer] = await load('remembers');
    const { sums } = await sequenceLogProbabilities(model, tokenizer, prompts.map(bytes), completions.map(bytes));
    const texts = await sequenceLogProbabilities(model, tokenizer, prompts, completions);
    expect(Array.from(sums)).toEqual(Array.from(texts.sums));
  });

  test('cancelling stops before the next batch', async () => {
    const [model, tokenizer] = await load('forgets');
    const controller = new AbortController();
    const done: number[] = [];
    const onProgress = (count: number) => {
      done.push(count);
      controller.abort(new Error('enough'));
    };
    const options = { batchSize: 1, signal: controller.signal, onProgress };
    await expect(sequenceLogProbabilities(model, tokenizer, prompts, completions, options)).rejects.toThrow('enough');
    expect(done).toEqual([1]);
  });

  test('bad input is refused before the model is run', async () => {
    const [model, tokenizer] = await load('short');
    const run = (before: unknown, after: unknown, options = {}) =>
      sequenceLogProbabilities(model, tokenizer, before as string[], after as string[], options);
    await expect(run(['a'], ['b', 'c'])).rejects.toThrow(
      'completions has shape [2], but [1] is needed; give one per prompt',
    );
    await expect(run([], [])).rejects.toThrow('prompts are empty; give at least one text');
    await expect(run(['a'], [''])).rejects.toThrow('completions[0] = "": has no tokens; leave it out');
    await expect(run([''], ['a'])).rejects.toThrow('prompts[0] = "": has no tokens; give it one');
    await expect(run(['abcd'], ['efghi'])).rejects.toThrow('makes 9 tokens with its prompt, more than 8; shorten it');
    await expect(run(['a'], [1])).rejects.toThrow('completions[0] = 1: no text; give strings, or lists of token ids');
    await expect(run(['a'], ['b'], { paddingSide: 'both' })).rejects.toThrow(
      "option paddingSide: cannot be both; use 'left' or 'right'",
    );
    await expect(sequenceLogProbabilities(undefined as never, tokenizer, ['a'], ['b'])).rejects.toThrow(
      'model is missing; load one',
    );
    await expect(sequenceLogProbabilities(model, {} as never, ['a'], ['b'])).rejects.toThrow(
      'tokenizer is no tokenizer; load one',
    );
  });

  test('a model that is no language model is told so', async () => {
    const options = { quantized: false, dtype: 'fp32' } as object;
    const model = (await library.AutoModel.from_pretrained('encoder', options)) as unknown as PeerModel;
    const tokenizer = (await library.AutoTokenizer.from_pretrained('encoder')) as unknown as PeerTokenizer;
    await expect(sequenceLogProbabilities(model, tokenizer, ['a'], ['b'])).rejects.toThrow(
      "model gives 'last_hidden_state', and no logits of next tokens; load a causal language model",
    );
  });
});
