import { beforeAll, expect, test } from 'vitest';
import { createKernel, evaluate, losses, type WebgpuKernel } from '../src/index.js';
import { testDevice } from './gpu.ts';

/** Rows [ŝ, s] that chunks about a common center (online-softmax.ts) are hard for. */
const hard: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'an outlier first': [[0.001, 0.001], ...Array.from({ length: 40 }, (_, k) => [3 + k * 1e-4, 0] as const)],
  'an outlier at the top': [...Array.from({ length: 40 }, (_, k) => [3 + k * 1e-4, 0] as const), [0.001, 0.001]],
  'differences that grow': Array.from({ length: 60 }, (_, k) => [k * 1.1, k * 0.1] as const),
  'differences beyond 40, weights below all numbers': [
    [-21.45, -13.44],
    [-10.75, 5.02],
    [-6.26, 44.81],
  ],
  'differences beyond 80': [
    [5.5, -14],
    [-13.2, -41],
    [-30.6, -1.9],
    [11.5, -27.5],
    [-0.1, -30.6],
    [7.1, -39.7],
    [18, 28.5],
    [-19.5, -22.3],
  ],
  'exponentials that overflow': [
    [0, 0],
    [0, 0],
    [150, -100],
  ],
  'a class far off that counts for nothing': [
    [0, 0],
    [0.001, 0],
    [-200, -100],
  ],
  'a light class far off, whose center the others would share': [
    [-35, -40],
    [0.5, 0],
    [1.5, 1],
    [-2.5, -2],
  ],
};

let kernel: WebgpuKernel;
beforeAll(async () => {
  kernel = await createKernel(await testDevice(), losses.softmax(), { reduction: 'none' });
});

test.each(Object.entries(hard))('%s', async (_, row) => {
  const data = { predicted: Float32Array.from(row, ([x]) => x), target: Float32Array.from(row, ([, s]) => s) };
  const shape = [1, row.length];
  const exact = evaluate(losses.softmax(), { ...data, shape });
  const { loss, gradient } = await kernel.run({ ...data, shape });
  const reach = Math.max(...row.flat().map(Math.abs));
  const allowed = (16 + 2 * reach) * 2 ** -23;
  expect(Math.abs((loss?.[0] as number) / (exact.loss[0] as number) - 1)).toBeLessThan(allowed);
  gradient?.forEach((g, k) => {
    expect(Math.abs(g - (exact.gradient[k] as number)), `gradient[${k}]`).toBeLessThan(allowed);
  });
});

test('differences that are all the same give exactly 0', async () => {
  const target = Float32Array.from({ length: 300 }, (_, k) => (k % 64) / 8);
  const predicted = target.map((s) => s + 3);
  const { loss } = await kernel.run({ predicted, target, shape: [1, 300] });
  expect(loss?.[0]).toBe(0);
});
