import { evaluate, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { type Feed, float32, runtimes } from '../test/models.ts';
import type { OrtRuntime } from './runtime.js';
import { type HeadSpec, type TrainingOptions, type TrainingState, trainingStep, type Values } from './training.js';

const rankNet = losses.pairwise(links.sigmoid(), { target: 'relevance' });

/** Six lists of five items of three features; the relevance follows the first less the third. */
const [lists, items, width] = [6, 5, 3];
const features = Float32Array.from({ length: lists * items * width }, (_, k) => Math.sin(k * 12.9898) * 1.5);
const relevance = Float32Array.from({ length: lists * items }, (_, k) =>
  Math.round(2 * (features[k * width]! - features[k * width + 2]!)),
);
const batch: Record<string, Feed> = {
  features: float32(features, [lists, items, width]),
  target: float32(relevance, [lists, items]),
};

type Step = ReturnType<typeof trainingStep>;

/** Trains, and gives the losses before each step, and the state after the last. */
async function trained(step: Step, ort: OrtRuntime, given: Record<string, Feed>, rate: number, steps: number) {
  const session = await ort.InferenceSession.create(step.bytes);
  const tensor = ({ data, dims }: Values) => new ort.Tensor('float32', data, dims);
  const tensors = (of: TrainingState) => Object.fromEntries(Object.entries(of).map(([name, x]) => [name, tensor(x)]));
  const fixed = Object.entries(given).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]);
  const learningRate = tensor({ data: Float32Array.of(rate), dims: [] });
  let state: TrainingState = step.initialize(1);
  const found: number[] = [];
  for (let k = 0; k < steps; k += 1) {
    const results = await session.run({ ...Object.fromEntries(fixed), learningRate, ...tensors(state) });
    found.push((results.loss as unknown as Values).data[0]!);
    state = step.next(results as unknown as TrainingState);
  }
  await session.release?.();
  return { losses: found, state };
}

async function scoresOf(step: Step, state: TrainingState, ort: OrtRuntime) {
  const session = await ort.InferenceSession.create(step.exportInference(state));
  const { scores } = await session.run({ features: new ort.Tensor('float32', features, [lists, items, width]) });
  await session.release?.();
  return scores as unknown as Values;
}

const rows = (flat: Float32Array) =>
  Array.from({ length: lists }, (_, n) => [...flat.subarray(n * items, (n + 1) * items)]);

/** The share of pairs of different relevance that stand in the right order. */
function rightlyOrdered(scores: Float32Array): number {
  const pairs = rows(scores).flatMap((row, n) => {
    const wanted = rows(relevance)[n]!;
    return row.flatMap((x, i) => row.flatMap((y, j) => (wanted[i]! > wanted[j]! ? [x > y] : [])));
  });
  return pairs.filter(Boolean).length / pairs.length;
}

const ranker: HeadSpec = { inputSize: width, hidden: [4], outputSize: 1, activation: 'tanh', optimizer: 'adam' };

describe('a head that scores items of lists', () => {
  test.each(Object.entries(runtimes))('%s trains a ranker with RankNet', async (_, ort) => {
    const step = trainingStep(ranker, rankNet);
    expect(step.inputs.slice(0, 2).map(({ name, dims }) => `${name}[${dims}]`)).toEqual([
      'features[lists,items,3]',
      'target[lists,items]',
    ]);
    const before = await scoresOf(step, step.initialize(1), ort);
    expect(before.dims).toEqual([lists, items]);
    expect(rightlyOrdered(before.data)).toBeLessThan(0.8);
    const { losses: found, state } = await trained(step, ort, batch, 0.1, 60);
    const start = evaluate(rankNet, { predicted: rows(before.data), target: rows(relevance) }, { reduction: 'mean' });
    expect(found[0]).toBeCloseTo(start.loss[0]!, 5);
    expect(found.at(-1)).toBeLessThan(0.2 * found[0]!);
    expect(rightlyOrdered((await scoresOf(step, state, ort)).data)).toBeGreaterThan(0.95);
  });

  test.each<[string, HeadSpec]>([
    ['one layer', { inputSize: width, outputSize: 1 }],
    ['two layers', { ...ranker, optimizer: 'sgd' }],
  ])('goes down the gradient with %s', async (_, head) => {
    const step = trainingStep(head, rankNet);
    const state = step.initialize(1);
    const ort = runtimes['onnxruntime-node'];
    const rate = 1e-2;
    const { state: after } = await trained(step, ort, batch, rate, 1);
    const objective = async (at: TrainingState) => {
      const { data } = await scoresOf(step, at, ort);
      return evaluate(rankNet, { predicted: rows(data), target: rows(relevance) }, { reduction: 'mean' }).loss[0]!;
    };
    const { data, dims } = state['layer0.weight']!;
    for (let k = 0; k < 3; k += 1) {
      const moved = (by: number) => ({
        ...state,
        'layer0.weight': { dims, data: data.map((w, n) => (n === k ? w + by : w)) },
      });
      const slope = ((await objective(moved(0.01))) - (await objective(moved(-0.01)))) / 0.02;
      expect((data[k]! - after['layer0.weight']!.data[k]!) / rate).toBeCloseTo(slope, 3);
    }
  });

  test.each<[TrainingOptions['mask'], number]>([
    [true, 1],
    ['examples', items],
  ])('padding may hold anything: mask %s', async (mask, each) => {
    const step = trainingStep({ inputSize: width, outputSize: 1 }, rankNet, { mask: mask as boolean });
    const kept = (k: number) => (each === 1 ? k % items !== 2 : k < 4);
    const spoiled = features.map((x, k) => (kept(Math.floor(k / width / each)) ? x : Number.NaN));
    const dims = each === 1 ? [lists, items] : [lists];
    const flags = Uint8Array.from({ length: (lists * items) / each }, (_, k) => Number(kept(k)));
    const given = { ...batch, mask: { type: 'bool', data: flags, dims } as Feed };
    const ort = runtimes['onnxruntime-node'];
    const clean = await trained(step, ort, given, 0.1, 3);
    const padded = { ...given, features: float32(spoiled, [lists, items, width]) };
    const found = await trained(step, ort, padded, 0.1, 3);
    expect(found).toEqual(clean);
    expect([...found.state['layer0.weight']!.data].every(Number.isFinite)).toBe(true);
  });

  test('a list without a pair counts nothing in a step', async () => {
    const step = trainingStep({ inputSize: width, outputSize: 1 }, rankNet);
    const ort = runtimes['onnxruntime-node'];
    const ties = relevance.map((x, k) => (k < items ? x : 0));
    const some = await trained(step, ort, { ...batch, target: float32(ties, [lists, items]) }, 0.1, 2);
    const first = (feed: Feed, dims: readonly number[]) =>
      float32(
        (feed.data as Float32Array).slice(
          0,
          dims.reduce((x, y) => x * y, 1),
        ),
        dims,
      );
    const alone = { features: first(batch.features!, [1, items, width]), target: first(batch.target!, [1, items]) };
    const { losses: expected } = await trained(step, ort, alone, 0.1, 2);
    for (const [k, x] of some.losses.entries()) expect(x).toBeCloseTo(expected[k]!, 5);
  });

  test('a row of several outputs is a list too, and a pair is two of them', () => {
    const fixed = trainingStep({ inputSize: 2, outputSize: 4 }, losses.listMle());
    expect(fixed.inputs.slice(0, 2).map(({ dims }) => dims)).toEqual([
      ['batch', 2],
      ['batch', 4],
    ]);
    const dpo = losses.preference(links.sigmoid());
    expect(trainingStep({ inputSize: 2, outputSize: 1 }, dpo).inputs[0]!.dims).toEqual(['lists', 2, 2]);
    expect(() => trainingStep({ inputSize: 2, outputSize: 3 }, dpo)).toThrow(
      'option outputSize: cannot be 3; this loss takes rows of 2: give 2, or 1 to score each by itself',
    );
  });
});
