import { evaluate, type Loss, links, losses } from '@lossmith/core';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { float32, runModel } from '../test/models.ts';
import { compileOnnx, type OnnxOptions } from './compile-onnx.ts';

type Scores = readonly (readonly [predicted: number, target: number])[];

async function resultsOf(loss: Loss, scores: Scores, options: OnnxOptions = {}, parameters = {}) {
  const { bytes } = compileOnnx(loss, { reduction: 'none', ...options });
  const feeds = Object.entries(parameters).map(([name, value]) => [name, float32([value as number])] as const);
  const column = (k: 0 | 1) => Float32Array.from(scores, (pair) => pair[k]);
  const data = { predicted: float32(column(0)), target: float32(column(1)) };
  const results = await runModel(bytes, { ...data, ...Object.fromEntries(feeds) });
  return { data, loss: results.loss?.data as Float32Array, gradient: results.gradient?.data as Float32Array };
}

/** A unit of the last place of a float32. */
const ulp = (y: number) => 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(y)))) - 23);

/** A generator of its own, so that a fault is found again (Park & Miller 1988). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Scores near and far from each other, of either sign, up to where the loss leaves the range of float32. */
function randomScores(count: number, rate: number, random: () => number): Scores {
  const widths = [1, 5, 20, 60, 80].map((width) => width / rate);
  return Array.from({ length: count }, (_, k) => {
    const width = widths[k % widths.length] as number;
    const target = (2 * random() - 1) * width;
    const steps = [
      (2 * random() - 1) * width,
      ((2 * random() - 1) * 5) / rate,
      (random() - 0.5) * 10 ** (-8 * random()),
    ];
    return [Math.fround(target + (steps[k % steps.length] as number)), Math.fround(target)] as const;
  });
}

const placements = [1, 0.5, 3.75].flatMap((rate) =>
  [1, 0.25, 12].map((amplitude) => ({ rate, amplitude, center: 0.3125 })),
);

test.each(placements)('random scores keep within 16 + 2κ ulp: %o', async (placement) => {
  const scores = randomScores(whole ? 100_000 : 3_000, placement.rate, randomNumbers(7));
  for (const link of [links.sinh(placement), links.mirror(links.sinh(placement))]) {
    const found = await resultsOf(losses.matching(link), scores);
    const [predicted, target] = [found.data.predicted.data, found.data.target.data] as Float32Array[];
    const exact = evaluate(losses.matching(link), { predicted: predicted!, target: target! });
    const share = (name: 'loss' | 'gradient') =>
      scores.reduce((worst, pair, k) => {
        const y = exact[name][k] as number;
        if (Math.abs(y) < 2 ** -126 || Math.abs(y) > 3.4e38) return worst;
        const kappa = Math.max(...pair.map((z) => Math.abs(placement.rate * (z - placement.center))));
        return Math.max(worst, Math.abs((found[name][k] as number) - y) / ulp(y) / (16 + 2 * kappa));
      }, 0);
    expect(share('loss')).toBeLessThan(1);
    expect(share('gradient')).toBeLessThan(1);
  }
});

test('a small amplitude keeps finite what would leave the range without it', async () => {
  const loss = losses.matching(links.sinh({ amplitude: 2 ** -30 }));
  const scores: Scores = [
    [100, -100],
    [-100, 100],
    [102, 101.5],
    [89, 0],
  ];
  const found = await resultsOf(loss, scores);
  const exact = evaluate(loss, { predicted: scores.map(([z]) => z), target: scores.map(([, z]) => z) });
  scores.forEach((_, k) => {
    expect((found.loss[k] as number) / (exact.loss[k] as number)).toBeCloseTo(1, 4);
    expect((found.gradient[k] as number) / (exact.gradient[k] as number)).toBeCloseTo(1, 4);
  });
});

test.each([1, 2.5])('beyond the range results are infinite, and 0 at the target: amplitude %d', async (amplitude) => {
  const scores: Scores = [
    [1000, 900],
    [-900, -1000],
    [-8e37, 8e37],
    [8e37, 8e37],
    [300, 300],
  ];
  const { loss, gradient } = await resultsOf(losses.matching(links.sinh({ amplitude, rate: 0.5, center: 3 })), scores);
  expect([...loss]).toEqual([Infinity, Infinity, Infinity, 0, 0]);
  expect([...gradient].map((y) => y + 0)).toEqual([Infinity, Infinity, -Infinity, 0, 0]);
});

test.each([
  ['open parameters', 2, 0.5],
  ['an amplitude that is small beside the rate', 2 ** -20, 2 ** 20],
  ['an amplitude that is large beside the rate', 2 ** 20, 2 ** -20],
])('%s give what other placements give', async (name, amplitude, rate) => {
  const scores = randomScores(200, 10, randomNumbers(3));
  const inUnits = scores.map(([z, s]) => [Math.fround(z / rate), Math.fround(s / rate)] as const);
  const open = name === 'open parameters';
  const loss = losses.matching(links.sinh(open ? {} : { amplitude, rate }));
  const parameters = { 'link.amplitude': amplitude, 'link.rate': rate, 'link.center': 0 };
  const found = await (open
    ? resultsOf(loss, inUnits, { parameters: 'inputs' }, parameters)
    : resultsOf(loss, inUnits));
  const plain = await resultsOf(losses.matching(links.sinh()), scores);
  scores.forEach((_, k) => {
    const [l, g] = [plain.loss[k] as number, plain.gradient[k] as number];
    expect(Math.abs((found.loss[k] as number) / (amplitude / rate) - l)).toBeLessThanOrEqual(2e-6 * l);
    expect(Math.abs((found.gradient[k] as number) / amplitude - g)).toBeLessThanOrEqual(2e-6 * Math.abs(g));
  });
});
