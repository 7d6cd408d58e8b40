import { ndcg } from '@lossmith/core/metrics';
import * as web from 'onnxruntime-web';
import { afterAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { byLibrary, libraries, onlyLocal } from '../test/libraries.ts';
import { encoderFiles } from '../test/model-files.ts';
import { modelRoot } from '../test/model-folders.ts';
import { toyFeatures, toyScores } from '../test/toy-data.ts';
import {
  type EpochReport,
  evaluate,
  type HeadRuntime,
  type Loss,
  links,
  loadPipeline,
  losses,
  presets,
  scoreFeatures,
  type TrainHeadOptions,
  trainHead,
} from './index.js';

const at = modelRoot();
onlyLocal(at.root);
at.write('encoder', encoderFiles());
afterAll(at.remove);

const features = toyFeatures(60, 4);
const targets = toyScores(features);
const lists = Array.from(targets, (_, k) => `query ${k % 12}`);
const common = { features, targets, epochs: 15, learningRate: 0.05, batchSize: 6 } as const;
/** Native, and so faster than the build for the web, which one test below has. */
const runtime: HeadRuntime = await loadPipeline(
  libraries['@huggingface/transformers'],
  'feature-extraction',
  'encoder',
);

/** The share of rows, or of pairs, in which scores are as wanted. */
async function rightOrder(runtime: HeadRuntime, options: Omit<TrainHeadOptions, 'runtime'>): Promise<number> {
  const head = await trainHead({ ...options, runtime } as TrainHeadOptions);
  const { data } = await scoreFeatures(runtime, head, features);
  const pairs = Array.from(data).flatMap((x, i) =>
    Array.from(data).flatMap((y, j) => (targets[i]! > targets[j]! && lists[i] === lists[j] ? [x > y] : [])),
  );
  return pairs.filter(Boolean).length / pairs.length;
}

const ofLists: readonly (readonly [string, Loss])[] = [
  ['pairwise sinh', losses.pairwise(links.sinh())],
  ['RankNet', presets.rankNet()],
  ['pairwise composite', losses.pairwiseComposite(links.exp(), { form: 'divergence', target: 'relevance' })],
  ['ListNet', presets.listNet()],
  ['ListMLE', presets.listMle()],
  ['composite Softmax', losses.compositeSoftmax(links.exp(), { form: 'matching' })],
  ['labels', losses.softmax({ target: 'label' })],
];

describe.each(byLibrary)('in the ONNX Runtime inside %s', (_, library) => {
  test('texts are embedded, and a regression learns', async () => {
    const extractor = await loadPipeline(library, 'feature-extraction', 'encoder');
    const texts = ['good film', 'bad film', 'good food', 'bad food', 'a very good film', 'it was a bad food'];
    const reports: EpochReport[] = [];
    const head = await trainHead({
      extractor,
      texts,
      targets: [1, -1, 1, -1, 1, -1],
      loss: losses.matching(links.sinh()),
      embedding: { normalise: true },
      epochs: 150,
      learningRate: 0.1,
      onEpoch: (report) => reports.push(report),
    });
    expect(head.pooled).toEqual({ pooling: 'mean', normalise: true });
    expect(reports).toEqual(head.history);
    expect(reports.at(-1)!.loss).toBeLessThan(0.05 * reports[0]!.loss);
    expect(reports[0]!.validation).toBeUndefined();
  });

  test('losses of lists', async () => {
    const extractor = await loadPipeline(library, 'feature-extraction', 'encoder');
    expect(await rightOrder(extractor, { ...common, lists, loss: losses.pairwise(links.sinh()) })).toBeGreaterThan(
      0.95,
    );
  });
});

describe('trainHead', () => {
  test.skipIf(!whole)('runs in onnxruntime-web too', async () => {
    const ofWeb = web as unknown as HeadRuntime;
    expect(await rightOrder(ofWeb, { ...common, lists, loss: presets.listNet() })).toBeGreaterThan(0.9);
  });

  test.each(ofLists)('%s orders lists', async (_, loss) => {
    expect(await rightOrder(runtime, { ...common, lists, loss })).toBeGreaterThan(0.85);
  });

  test('LambdaRank is given weights by the present scores', async () => {
    const relevance = Array.from(targets, (x) => Math.max(0, Math.round(2 * x)));
    const loss = presets.lambdaRank();
    expect(await rightOrder(runtime, { ...common, lists, targets: relevance, loss })).toBeGreaterThan(0.85);
  });

  test('preferences', async () => {
    const order = Array.from(targets.keys()).sort((a, b) => targets[b]! - targets[a]!);
    const pairs = order.slice(0, 30).map((row, k) => [row, order[59 - k]!] as const);
    for (const loss of [presets.dpo({ beta: 1 }), losses.preference(links.sinh(), { target: 'gap', gap: 1 })]) {
      const head = await trainHead({ features, pairs, loss, runtime, epochs: 30, learningRate: 0.05, batchSize: 6 });
      const { data } = await scoreFeatures(runtime, head, features);
      expect(pairs.filter(([chosen, rejected]) => data[chosen]! > data[rejected]!).length).toBe(30);
    }
    const gaps = pairs.map(([chosen, rejected]) => targets[chosen]! - targets[rejected]!);
    const observed = losses.preference(links.identity(), { target: 'gap' });
    expect(
      await rightOrder(runtime, { features, pairs, targets: gaps, loss: observed, epochs: 60, learningRate: 0.1 }),
    ).toBeGreaterThan(0.95);
  });

  test('classes by labels, and by rows of scores', async () => {
    const classes = Array.from(targets, (x) => (x < -0.3 ? 0 : x < 0.3 ? 1 : 2));
    const labels = { features, targets: classes, hidden: [8], epochs: 60, learningRate: 0.03, runtime };
    const head = await trainHead({ ...labels, loss: losses.softmax({ target: 'label' }) });
    const { data, dims } = await scoreFeatures(runtime, head, features);
    expect(dims).toEqual([60, 3]);
    const right = classes.filter((label, k) => {
      const row = data.subarray(3 * k, 3 * k + 3);
      return row.indexOf(Math.max(...row)) === label;
    });
    expect(right.length).toBeGreaterThan(50);
    const rows = Array.from(targets, (x) => [x, -x]);
    const two = await trainHead({
      features,
      targets: rows,
      loss: losses.perClass(links.identity()),
      epochs: 200,
      runtime,
    });
    expect(two.history.at(-1)!.loss).toBeLessThan(1e-3);
  });

  test('the same seed gives the same head, another one another', async () => {
    const options = { ...common, loss: losses.matching(links.identity()), epochs: 3, runtime, hidden: [3] };
    const [one, same, other] = [1, 1, 2].map((seed) => trainHead({ ...options, seed }));
    expect(await same).toEqual(await one);
    expect((await other)!.parameters).not.toEqual((await one)!.parameters);
  });

  test('weights of 0 leave rows out', async () => {
    const wrong = Float32Array.from([...targets.subarray(0, 40), ...targets.subarray(40).map((x) => -5 * x)]);
    const weights = Array.from(targets, (_, k) => (k < 40 ? 1 : 0));
    const options = { ...common, targets: wrong, loss: losses.matching(links.identity()), epochs: 100 };
    expect(await rightOrder(runtime, { ...options, weights })).toBe(1);
    expect(await rightOrder(runtime, options)).toBeLessThan(0.5);
  });

  test('validation measures the loss in float64, and keeps the best epoch', async () => {
    const held = toyFeatures(30, 4, 7);
    const validation = { features: held, targets: toyScores(held) };
    const loss = losses.matching(links.exp());
    const head = await trainHead({ ...common, loss, validation, runtime, epochs: 15, learningRate: 0.3 });
    const found = head.history.map((report) => report.validation!);
    expect(head.bestEpoch).toBe(found.indexOf(Math.max(...found)) + 1);
    const predicted = (await scoreFeatures(runtime, head, held)).data;
    const exact = evaluate(loss, { predicted, target: validation.targets }, { reduction: 'mean' }).loss[0]!;
    expect(-found[head.bestEpoch - 1]!).toBeCloseTo(exact, 9);
  });

  test('early stopping by a metric of lists', async () => {
    const metric = ndcg({ k: 3 });
    const relevance = Array.from(targets, (x) => Math.max(0, Math.round(2 * x)));
    const head = await trainHead({
      ...common,
      targets: relevance,
      lists,
      loss: presets.listNet(),
      runtime,
      epochs: 400,
      learningRate: 0.1,
      validation: {
        features,
        targets: relevance,
        lists,
        metric: (scored) => metric.evaluate(scored).mean,
        patience: 4,
      },
    });
    expect(head.history.length).toBe(head.bestEpoch + 4);
    expect(head.history[head.bestEpoch - 1]!.validation).toBeGreaterThan(0.95);
  });

  test('cancelling stops before the next step', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const onEpoch = ({ epoch }: EpochReport) => {
      done.push(epoch);
      if (epoch === 2) controller.abort(new Error('enough'));
    };
    const options = { ...common, loss: presets.squared(), runtime, signal: controller.signal, onEpoch };
    await expect(trainHead(options)).rejects.toThrow('enough');
    expect(done).toEqual([1, 2]);
  });
});

describe('bad input', () => {
  const loss = presets.squared();
  const rows = Array.from(targets, (x) => [x, x]);
  test.each<[object, string]>([
    [
      { features, targets, loss },
      "extractor is missing; give a pipeline of transformers.js, or a module: import * as ort from 'onnxruntime-web'",
    ],
    [{ features, targets, loss, runtime: {} }, 'runtime has no ONNX Runtime'],
    [{ targets, loss, runtime }, 'features or texts are needed, and not both; give { features } or { texts }'],
    [{ features: [[1]], targets, loss, runtime }, 'features are no features; give what embed returns'],
    [{ texts: ['a'], targets: [1], loss, runtime }, 'extractor is missing; make one with'],
    [{ features, loss, runtime }, 'targets are missing; this loss compares scores with observed ones: give them'],
    [
      { features, targets: [1, 2], loss, runtime },
      'targets has shape [2], but [60] is needed; give one per row of features',
    ],
    [{ features, targets: rows, loss, runtime }, 'targets are rows; this loss takes one number per row of features'],
    [{ features, targets, lists: ['a'], loss: presets.rankNet(), runtime }, 'lists has shape [1], but [60] is needed'],
    [
      { features, targets, loss: presets.listNet(), runtime },
      'targets are single numbers; this loss takes rows: give a row of numbers for each, or { lists } if these are items of lists',
    ],
    [
      { features, targets, lists, loss, runtime },
      'option loss: is of single scores; leave out lists and pairs, or take a loss of lists',
    ],
    [
      { features, targets, loss: presets.dpo({ beta: 1 }), runtime },
      'option loss: is of lists or pairs of rows; give { lists }, or { pairs } for preferences',
    ],
    [
      { features, pairs: [[0, 60]], loss: presets.dpo({ beta: 1 }), runtime },
      'pairs[0] = [0,60]: is no pair of rows of the 60 there are; give [chosen, rejected]: two indices of features',
    ],
    [
      { features, targets, weights: [1], loss, runtime },
      'weights has shape [1], but [60] is needed; give one per row, list or pair',
    ],
    [{ features, targets, loss, runtime, epochs: 0 }, 'option epochs: cannot be 0; give a whole number above 0'],
    [{ features, targets, loss, runtime, learningRate: 0 }, 'option learningRate: cannot be 0; give a number above 0'],
    [{ features, targets, loss, runtime, seed: 0.5 }, 'option seed: cannot be 0.5; give a whole number'],
    [{ features, targets, loss, runtime, epoch: 3 }, 'option epoch: is unknown'],
    [
      { features, targets: targets.map(() => 1e30), loss, runtime },
      'the loss or the metric is no finite number in epoch 1; take a smaller learningRate, or bring features and targets to a scale around 1',
    ],
    [
      { features, targets: Array.from(targets), loss: losses.softmax({ target: 'label' }), runtime },
      'is no class; give indices from 0',
    ],
  ])('case %#', async (options, message) => {
    await expect(trainHead(options as TrainHeadOptions)).rejects.toThrow(message);
  });

  test('features of another width than the head was trained on', async () => {
    const head = await trainHead({ features, targets, loss, runtime, epochs: 1 });
    await expect(scoreFeatures(runtime, head, toyFeatures(2, 3))).rejects.toThrow(
      'features has shape [2, 3], but [2, 4] is needed; the head was trained on others',
    );
    await expect(scoreFeatures(runtime, {} as never, features)).rejects.toThrow(
      'head is no head; give what trainHead returns',
    );
  });
});
