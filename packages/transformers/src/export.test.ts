import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { modelChecker } from '../../onnx/test/checker.ts';
import { byLibrary, libraries, onlyLocal } from '../test/libraries.ts';
import { causalFiles, encoderFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import { exportModel } from './export.js';
import {
  embed,
  links,
  loadPipeline,
  losses,
  type PeerPipeline,
  type Pooling,
  score,
  scoreFeatures,
  type TrainedHead,
  trainHead,
} from './index.js';

const at = modelRoot();
const checker = modelChecker();
const successor = libraries['@huggingface/transformers'];
const texts = ['good film', 'a bad, bad film', 'really good food!', 'it was so very bad', 'the food', ''];

onlyLocal(at.root);
at.write('encoder', encoderFiles());
at.write('old', encoderFiles({ opset: 11 }));
at.write('scores', encoderFiles({ output: 'logits' }));
at.write('causal', causalFiles());
afterAll(() => {
  at.remove();
  checker.remove();
});

const gap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (x, k) => Math.abs(x - (b[k] as number))).reduce((most, x) => Math.max(most, x), 0);

interface Variant {
  readonly backbone: string;
  readonly pooling: Pooling;
  readonly normalise: boolean;
  readonly classes: 1 | 3;
  readonly activation: 'relu' | 'tanh' | 'sigmoid';
}

/** A head for a backbone, and scores of the texts by its own features. */
async function headFor({ backbone, pooling, normalise, classes, activation }: Variant) {
  const extractor = await loadPipeline(successor, 'feature-extraction', backbone);
  const features = await embed(extractor, texts, { pooling, normalise });
  const loss = classes === 1 ? losses.matching(links.sinh()) : losses.softmax({ target: 'label' });
  const targets = classes === 1 ? [1, -2, 1, -1, 0, 0] : [0, 1, 2, 1, 2, 0];
  const head = await trainHead({ features, targets, loss, runtime: extractor, hidden: [5], activation, epochs: 30 });
  return { head, scores: await scoreFeatures(extractor, head, features) };
}

const variants: readonly Variant[] = [
  { backbone: 'encoder', pooling: 'mean', normalise: false, classes: 1, activation: 'relu' },
  { backbone: 'encoder', pooling: 'cls', normalise: true, classes: 3, activation: 'tanh' },
  { backbone: 'old', pooling: 'mean', normalise: true, classes: 3, activation: 'sigmoid' },
  { backbone: 'old', pooling: 'cls', normalise: false, classes: 1, activation: 'tanh' },
];

describe.each(variants)('$backbone, $pooling, normalise $normalise, $classes', (variant) => {
  const name = `head-${Object.values(variant).join('-')}`;
  test('both libraries load the folder, and give the scores of the head to 1e-5', async () => {
    const { head, scores } = await headFor(variant);
    const labels = variant.classes === 1 ? ['quality'] : ['a', 'b', 'c'];
    await exportModel(head, join(at.root, variant.backbone), join(at.root, name), { labels });
    checker.keep(readFileSync(join(at.root, name, 'onnx/model.onnx')));
    const ofBoth: Float32Array[] = [];
    for (const [, library] of byLibrary) {
      const classifier = await loadPipeline(library, 'text-classification', name);
      const found = await score(classifier, texts, { batchSize: 4 });
      expect(found.dims).toEqual([texts.length, variant.classes]);
      expect(gap(found.data, scores.data)).toBeLessThan(1e-5);
      ofBoth.push(found.data);
      const call = classifier as unknown as (text: string) => Promise<[{ label: string; score: number }]>;
      const [answer] = await call(texts[1]!);
      const own = Array.from(scores.data.subarray(variant.classes, 2 * variant.classes));
      const best = Math.max(...own);
      const exps = own.map((x) => Math.exp(x - best));
      const expected = variant.classes === 1 ? 1 / (1 + Math.exp(-best)) : 1 / exps.reduce((a, b) => a + b, 0);
      expect(answer.label).toBe(labels[own.indexOf(best)]);
      expect(answer.score).toBeCloseTo(expected, 5);
    }
    expect(gap(ofBoth[0]!, ofBoth[1]!)).toBeLessThan(1e-5);
  });
});

test("ONNX's own checker finds nothing wrong", ({ skip }) => {
  checker.skipIfAbsent(skip);
  expect(checker.check()).toEqual({ checked: variants.length, faults: [] });
});

describe('a folder', () => {
  let head: TrainedHead;
  const backbone = join(at.root, 'encoder');
  const missing = (name: string) => !existsSync(join(at.root, name));
  beforeAll(async () => {
    head = (await headFor(variants[0]!)).head;
  });

  test('holds the layout of the libraries, every model of the backbone, and its tokenizer', async () => {
    at.write('two', { ...encoderFiles(), 'onnx/model_quantized.onnx': encoderFiles()['onnx/model.onnx']! });
    await exportModel(head, join(at.root, 'two'), join(at.root, 'exported'));
    const files = (readdirSync(join(at.root, 'exported'), { recursive: true }) as string[]).sort();
    expect(files).toEqual([
      'config.json',
      'onnx',
      'onnx/model.onnx',
      'onnx/model_quantized.onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    const config = JSON.parse(readFileSync(join(at.root, 'exported/config.json'), 'utf8'));
    expect(config).toMatchObject({
      architectures: ['BertForSequenceClassification'],
      model_type: 'bert',
      id2label: { 0: 'LABEL_0' },
      label2id: { LABEL_0: 0 },
    });
    for (const [, library] of byLibrary)
      await expect(
        loadPipeline(library, 'text-classification', 'exported', { weights: 'quantised' }),
      ).resolves.toBeTruthy();
  });

  test('is not written over another', async () => {
    const there = join(at.root, 'scores');
    await expect(exportModel(head, backbone, there)).rejects.toThrow(
      `option directory: '${there}' exists; remove it, or give another`,
    );
  });

  test.each(whole ? [0, 1, 2, 3] : [1, 3])(
    'is not there after the process was killed behind file %i, and nothing else loads',
    async (count) => {
      const name = `killed-${count}`;
      const job = join(at.root, `job-${count}.mjs`);
      const plain = structuredClone({
        ...head,
        parameters: Object.entries(head.parameters).map(([k, v]) => [k, [...v.data], v.dims]),
      });
      writeFileSync(
        job,
        `import { exportModel } from ${JSON.stringify(new URL('../dist/export.js', import.meta.url).href)};
const { parameters, ...rest } = ${JSON.stringify(plain)};
const values = parameters.map(([name, data, dims]) => [name, { data: Float32Array.from(data), dims }]);
let written = 0;
await exportModel({ ...rest, parameters: Object.fromEntries(values) }, ${JSON.stringify(backbone)}, ${JSON.stringify(join(at.root, name))}, {
  onFile() { if (written++ === ${count}) process.kill(process.pid, 'SIGKILL'); },
});`,
      );
      const child = spawn(process.execPath, [job], { stdio: ['ignore', 'ignore', 'inherit'] });
      const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
      expect(signal).toBe('SIGKILL');
      rmSync(job);
      expect(missing(name)).toBe(true);
      const left = readdirSync(at.root).filter((folder) => folder.startsWith('.'));
      expect(left).toEqual([`.${name}.partial`]);
      const whole = existsSync(join(at.root, left[0]!, 'config.json'));
      expect(whole).toBe(count === 3);
      if (!whole)
        for (const [, library] of byLibrary)
          await expect(loadPipeline(library, 'text-classification', left[0]!)).rejects.toThrow('cannot load');
      await exportModel(head, backbone, join(at.root, name));
      expect(readdirSync(at.root).filter((folder) => folder.startsWith('.'))).toEqual([]);
      await expect(loadPipeline(successor, 'text-classification', name)).resolves.toBeTruthy();
    },
  );

  test('is not there where writing fails, nor anything beside it', async () => {
    const onFile = (path: string) => {
      if (path === 'tokenizer.json') throw new Error('disk full');
    };
    await expect(exportModel(head, backbone, join(at.root, 'failed'), { onFile })).rejects.toThrow('disk full');
    expect(missing('failed') && missing('.failed.partial')).toBe(true);
  });

  test.each<[string, object, object, string]>([
    ['nowhere', {}, {}, "backboneDirectory '"],
    [
      'scores',
      {},
      {},
      "the backbone gives 'logits', which is no embedding per token; take a backbone with 'last_hidden_state'",
    ],
    [
      'causal',
      {},
      {},
      "config.json has model_type 'gpt2', of which transformers.js loads no classifier; take a backbone of type albert, bert",
    ],
    ['encoder', {}, { labels: ['a', 'b'] }, 'labels has shape [2], but [1] is needed; give one per score of the head'],
    ['encoder', {}, { label: ['a'] }, 'option label: is unknown'],
    [
      'encoder',
      { pooled: undefined },
      {},
      "head was not trained on features of embed, so that it does not know how they were made; say it: { pooling: 'mean', normalise: false }",
    ],
  ])('is not made of what cannot be one: %s', async (from, change, options, message) => {
    await expect(
      exportModel({ ...head, ...change } as TrainedHead, join(at.root, from), join(at.root, 'none'), options),
    ).rejects.toThrow(message);
    expect(missing('none') && missing('.none.partial')).toBe(true);
  });

  test('a backbone of another width is refused by ONNX Runtime at the latest', async () => {
    at.write('wide', encoderFiles({ width: 8 }));
    await exportModel(head, join(at.root, 'wide'), join(at.root, 'misfit'));
    await expect(
      loadPipeline(successor, 'text-classification', 'misfit').then((it) => score(it, ['a'])),
    ).rejects.toThrow();
  });
});

test('what gives no scores is told so', async () => {
  const extractor: PeerPipeline = await loadPipeline(successor, 'feature-extraction', 'encoder');
  await expect(score(extractor, ['film'])).rejects.toThrow(
    "classifier gives 'last_hidden_state' of [1, 3, 16], which are no scores; load a model that has 'logits' of [texts, scores]",
  );
  expect(basename(at.root)).toContain('lossmith-transformers-');
});
