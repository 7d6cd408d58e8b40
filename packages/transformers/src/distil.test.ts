import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byLibrary, onlyLocal } from '../test/libraries.ts';
import { encoderFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import { exportModel } from './export.js';
import {
  type DistilOptions,
  distil,
  embed,
  loadPipeline,
  losses,
  type Pair,
  type PeerPipeline,
  pairFeatures,
  presets,
  score,
  scoreFeatures,
  type TextInput,
  trainHead,
} from './index.js';

const at = modelRoot();
onlyLocal(at.root);
at.write('large', encoderFiles({ width: 24 }));
at.write('small', encoderFiles({ width: 16 }));
afterAll(at.remove);

const words = ['good', 'bad', 'film', 'food', 'was', 'very', 'not', 'really'];
const texts = Array.from({ length: 48 }, (_, k) => `${words[k % 8]} ${words[(3 * k + 1) % 8]} ${words[(k >> 2) % 8]}`);
const queries = ['good film', 'bad food', 'it was really good', 'not so very bad', 'the food', 'a film'];
const pairs: readonly Pair[] = queries.flatMap((query, k) =>
  texts.slice(6 * k, 6 * k + 8).map((text): Pair => [query, text]),
);

describe.each(byLibrary)('%s', (name, library) => {
  let [large, small] = [{}, {}] as [PeerPipeline, PeerPipeline];
  let classifier = {} as PeerPipeline;
  const folder = `teacher-${name.slice(1).split('/')[0]}`;
  beforeAll(async () => {
    large = await loadPipeline(library, 'feature-extraction', 'large');
    small = await loadPipeline(library, 'feature-extraction', 'small');
    const targets = texts.map((text) => (text.match(/good/g)?.length ?? 0) - (text.match(/bad/g)?.length ?? 0));
    const head = await trainHead({
      extractor: large,
      texts,
      targets,
      loss: presets.squared(),
      epochs: 60,
      learningRate: 0.03,
    });
    await exportModel(head, join(at.root, 'large'), join(at.root, folder));
    classifier = await loadPipeline(library, 'text-classification', folder);
  });

  test('a larger model teaches a smaller head', async () => {
    const { head, teacher, kept } = await distil({
      teacher: classifier,
      student: small,
      texts,
      loss: presets.squared(),
      hidden: [32],
      epochs: 200,
      learningRate: 0.02,
    });
    expect(teacher).toEqual(await score(classifier, texts));
    expect(kept).toEqual(texts.map((_, k) => k));
    expect(head.history.at(-1)!.loss).toBeLessThan(0.1 * head.history[0]!.loss);
    const { data } = await scoreFeatures(small, head, await embed(small, texts));
    const spread = Math.sqrt(teacher.data.reduce((sum, x) => sum + x * x, 0) / 48);
    const error = Math.sqrt(data.reduce((sum, x, k) => sum + (x - teacher.data[k]!) ** 2, 0) / 48);
    expect(error).toBeLessThan(0.4 * spread);
    await exportModel(head, join(at.root, 'small'), join(at.root, `${folder}-student`));
    const student = await loadPipeline(library, 'text-classification', `${folder}-student`);
    const own = (await score(student, texts)).data;
    own.forEach((x, k) => {
      expect(Math.abs(x - data[k]!)).toBeLessThan(1e-5);
    });
  });

  test('a cross-encoder teaches a bi-encoder, within each query', async () => {
    const options = {
      teacher: classifier,
      student: small,
      texts: pairs,
      hidden: [32],
      epochs: 150,
      learningRate: 0.03,
      embedding: { normalise: true },
    };
    for (const loss of [presets.pairwiseMse(), losses.distillation({ temperature: 1 })]) {
      const { head, teacher } = await distil({ ...options, loss, validation: { texts: pairs, patience: 40 } });
      expect(teacher).toEqual(await score(classifier, pairs));
      const features = await pairFeatures(small, pairs, { normalise: true });
      const { data } = await scoreFeatures(small, head, features);
      const right = pairs.flatMap(([query], i) =>
        pairs.flatMap(([other], j) =>
          query === other && teacher.data[i]! > teacher.data[j]! + 0.2 ? [data[i]! > data[j]!] : [],
        ),
      );
      expect(right.length).toBeGreaterThan(50);
      expect(right.filter(Boolean).length / right.length).toBeGreaterThan(0.8);
    }
  });

  test('hard negatives: the best of the teacher, and what the student takes for it', async () => {
    const features = await pairFeatures(small, pairs, { normalise: true });
    const alike = pairs.map((_, row) =>
      features.data.subarray(row * 16, (row + 1) * 16).reduce((sum, x) => sum + x, 0),
    );
    const { kept, teacher } = await distil({
      teacher: classifier,
      student: small,
      texts: pairs,
      loss: presets.listNet(),
      hardNegatives: 2,
      epochs: 1,
      embedding: { normalise: true },
    });
    const expected = queries.flatMap((query) => {
      const rows = pairs.flatMap(([own], row) => (own === query ? [row] : []));
      const best = rows.sort((a, b) => teacher.data[b]! - teacher.data[a]!)[0]!;
      const others = rows.filter((row) => row !== best).sort((a, b) => alike[b]! - alike[a]!);
      return [best, ...others.slice(0, 2)].sort((a, b) => a - b);
    });
    expect(kept).toEqual(expected);
  });

  test('features of a pair are the product of both embeddings', async () => {
    const { data, dims } = await pairFeatures(small, pairs.slice(0, 3));
    const [query, documents] = [
      await embed(small, [pairs[0]![0]]),
      await embed(
        small,
        pairs.slice(0, 3).map(([, text]) => text),
      ),
    ];
    expect(dims).toEqual([3, 16]);
    data.forEach((x, k) => {
      expect(x).toBeCloseTo(query.data[k % 16]! * documents.data[k]!, 5);
    });
  });

  test('bad input', async () => {
    const options: DistilOptions = { teacher: classifier, student: small, texts, loss: presets.squared() };
    const run = (change: object) => distil({ ...options, ...change });
    await expect(run({ texts: [] })).rejects.toThrow('texts are empty; give at least one text');
    await expect(run({ student: undefined })).rejects.toThrow('student is missing; make one with');
    await expect(run({ teacher: {} })).rejects.toThrow(
      "teacher is no pipeline of texts; make one with '@huggingface/transformers'",
    );
    await expect(run({ hardNegatives: 1 })).rejects.toThrow(
      'option hardNegatives: is for pairs with one score each; leave it out',
    );
    await expect(run({ hardNegatives: 0, texts: pairs })).rejects.toThrow('option hardNegatives: cannot be 0');
    const short = async (given: readonly TextInput[]) => ({
      data: new Float32Array(1),
      dims: [given.length - 1, 1] as const,
    });
    await expect(run({ teacher: short })).rejects.toThrow(
      'teacher has shape [47, 1], but [48, 1] is needed; it must score every text',
    );
    await expect(run({ queries: [] })).rejects.toThrow('option queries: is unknown');
    await expect(pairFeatures(small, texts as never)).rejects.toThrow(
      'pairs are single texts; give [query, document] for each',
    );
  });
});
