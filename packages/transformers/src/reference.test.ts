import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { byLibrary, onlyLocal } from '../test/libraries.ts';
import { causalFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import {
  evaluate,
  judgePreferences,
  type PeerModel,
  type PeerTokenizer,
  presets,
  sequenceLogProbabilities,
} from './index.js';
import { referenceLogProbabilities } from './reference.js';

const at = modelRoot();
onlyLocal(at.root);
at.write('policy', causalFiles());
at.write('reference', causalFiles({ seed: 1 }));
afterAll(at.remove);

const prompts = ['Is it good? ', 'Why? ', 'And then? '];
const chosen = ['Yes.', 'Because.', 'Nothing more.'];
const rejected = ['No', 'Why not', 'x'];

describe.each(byLibrary)('%s', (library, { AutoModelForCausalLM, AutoTokenizer }) => {
  const file = join(at.root, `kept-${library.split('/')[0]}`, 'reference.json');
  const options = { file, name: 'reference' };
  const load = async (folder: string) => {
    const model = await AutoModelForCausalLM.from_pretrained(folder, { quantized: false, dtype: 'fp32' } as object);
    return model as unknown as PeerModel;
  };
  const tokenizerOf = async () => (await AutoTokenizer.from_pretrained('reference')) as unknown as PeerTokenizer;

  test('values are computed once, and are the same out of the file', async () => {
    const [model, tokenizer] = [await load('reference'), await tokenizerOf()];
    const first = await referenceLogProbabilities(model, tokenizer, prompts, chosen, options);
    expect(first).toEqual(await sequenceLogProbabilities(model, tokenizer, prompts, chosen));
    let loaded = 0;
    const lazy = {
      load: async () => {
        loaded += 1;
        return model;
      },
    };
    const again = await referenceLogProbabilities(
      lazy,
      tokenizer,
      [...prompts].reverse(),
      [...chosen].reverse(),
      options,
    );
    expect([loaded, Array.from(again.sums)]).toEqual([0, Array.from(first.sums).reverse()]);
    const done: number[] = [];
    const more = { ...options, onProgress: (count: number) => done.push(count) };
    await referenceLogProbabilities(lazy, tokenizer, [...prompts, 'new '], [...chosen, 'text'], more);
    expect([loaded, done]).toEqual([1, [1]]);
    expect(readdirSync(join(file, '..'))).toEqual(['reference.json']);
  });

  test('a file of another model, or of anything else, is refused', async () => {
    const tokenizer = await tokenizerOf();
    const given = [{ load: () => load('reference') }, tokenizer, prompts, chosen] as const;
    await expect(referenceLogProbabilities(...given, { file, name: 'other' })).rejects.toThrow(
      `option name: '${file}' is of the model 'reference', not of 'other'; use another file`,
    );
    const other = join(at.root, 'other.json');
    writeFileSync(other, '{"a":1}');
    await expect(referenceLogProbabilities(...given, { file: other, name: 'x' })).rejects.toThrow(
      `'${other}' holds no log-probabilities; remove it, or name another file`,
    );
    expect(readFileSync(other, 'utf8')).toBe('{"a":1}');
  });

  test('policy and reference feed losses of preferences, and are judged', async () => {
    const [model, tokenizer] = [await load('policy'), await tokenizerOf()];
    const both = async (compute: (completions: readonly string[]) => ReturnType<typeof sequenceLogProbabilities>) => {
      return { chosen: await compute(chosen), rejected: await compute(rejected) };
    };
    const policy = await both((texts) => sequenceLogProbabilities(model, tokenizer, prompts, texts));
    const kept = { load: () => load('reference') };
    const reference = await both((texts) => referenceLogProbabilities(kept, tokenizer, prompts, texts, options));
    const rows = ({ chosen, rejected }: typeof policy) => Array.from(chosen.sums, (sum, k) => [sum, rejected.sums[k]!]);
    const dpo = presets.dpo({ beta: 0.1 });
    const { loss } = evaluate(dpo, { predicted: rows(policy), reference: rows(reference) }, { reduction: 'mean' });
    const { rows: judged, table } = judgePreferences(policy, { reference });
    expect(judged[0]).toMatchObject({ name: 'DPO', loss: loss[0] });
    expect(judged.every((one) => Number.isFinite(one.loss) && one.accuracy >= 0 && one.accuracy <= 1)).toBe(true);
    expect(table.split('\n').length).toBe(5);
  });
});
