import { type Axes, type Axis, type Expression, evaluate, links, losses } from '@lossmith/core';
import { compileFor } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { compileBy, useBackend } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { tfjsBackend } from './tfjs-backend.js';

const node = (op: string, args: readonly Expression[], axes: Axes, more: object = {}) =>
  ({ op, args, axes, ...more }) as Expression;
const reduced = (op: 'sum' | 'max', x: Expression, axis: Axis) =>
  node(op, [x], x.axes.replace(axis, '') as Axes, { axis });

const compile = compileBy('ops');
const rowsOf = (lists: number, items: number, rate: number) =>
  Array.from({ length: lists }, (_, row) =>
    Array.from({ length: items }, (_x, k) => Math.round(16 * Math.sin(rate * (k + 0.3 * row) + row)) / 8),
  );

describe('pairs in tiles', { timeout: 120_000 }, () => {
  useBackend('wasm');
  const all = [
    ['pairs', losses.pairwise(links.sigmoid())],
    ['RankNet', losses.pairwise(links.sigmoid(), { target: 'relevance' })],
    ['composite pairs', losses.pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'matching' })],
    ['ListMLE', losses.listMle()],
  ] as const;

  /** In two tiles, in some of three lists at once, and in 64. */
  test.each(all)('%s of long lists are what they are by pairs', (_, loss) => {
    for (const [lists, items] of [
      [1, 257],
      [3, 160],
    ] as const) {
      const [predicted, target] = [rowsOf(lists, items, 1.7), rowsOf(lists, items, 0.9)];
      const mask = predicted.map((row) => row.map((_x, k) => Number(k % 5 !== 2)));
      const exact = evaluate(loss, { predicted, target, mask }, { reduction: 'mean' });
      tf.tidy(() => {
        const [x, y] = [tf.tensor2d(predicted), tf.tensor2d(target)];
        const parts = compile(loss, { reduction: 'mean' }).parts(
          y,
          x,
          undefined,
          tf.tensor2d(mask, [lists, items], 'bool'),
        );
        expectClose(numbers(parts.loss), exact.loss, 2e-6);
        expectClose(numbers(parts.gradient), exact.gradient, 4e-6);
        expectClose(numbers(parts.hessian), exact.hessian, 4e-6);
      });
    }
  });

  test.each(all)('%s of 2,000 items hold nothing near 2,000 by 2,000 numbers', async (_, loss) => {
    const items = 2000;
    const [target, predicted] = [tf.tensor2d(rowsOf(1, items, 0.9)), tf.tensor2d(rowsOf(1, items, 1.7))];
    const f = compile(loss, { reduction: 'mean' });
    const { kernels, peakBytes, newTensors } = await tf.profile(() =>
      tf.tidy(() => tf.grad((x: tf.Tensor) => f(target, x))(predicted)),
    );
    const largest = Math.max(...kernels.flatMap(({ outputShapes }) => outputShapes.map(tf.util.sizeFromShape)));
    expect(largest).toBeLessThanOrEqual(2 ** 16);
    expect(peakBytes).toBeLessThan(items * items * 4);
    expect(newTensors).toBe(1);
  });

  /** z + 300·i, z a number of every pair: what is along i belongs to the tile, the index too. */
  test('data of pairs are read, and results of pairs given, tile by tile', () => {
    const items = 300;
    const values = Float32Array.from({ length: items * items }, (_x, k) => (k * 37) % 101);
    const place = node(
      'multiply',
      [node('index', [], 'i', { axis: 'i' }), node('constant', [], '', { value: 300 })],
      'i',
    );
    const pair = node('add', [node('input', [], 'ij', { name: 'z' }), place], 'ij');
    const alongJ = reduced(
      'sum',
      node('multiply', [reduced('max', pair, 'i'), node('input', [], 'j', { name: 'x' })], 'j'),
      'j',
    );
    const backend = tfjsBackend('wasm');
    const outputs = {
      pair: { expression: pair, axes: 'ij' },
      rows: { expression: reduced('sum', pair, 'j'), axes: 'i' },
      alongJ: { expression: alongJ, axes: '' },
    } as const;
    const run = backend.emit(compileFor(backend, outputs, { precision: 'float32' }));
    const found = tf.tidy(() => {
      const x = tf.tensor3d(
        Float32Array.from({ length: items }, (_x, k) => k % 3),
        [1, items, 1],
      );
      const results = run({ examples: 1, items, data: { z: tf.tensor3d(values, [1, items, items]), x } });
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, numbers(tensor)]));
    });
    const expected = Array.from(values, (z, k) => z + 300 * Math.floor(k / items));
    const row = (k: number) => expected.slice(k * items, (k + 1) * items);
    expect(found.pair).toEqual(expected);
    expectClose(
      found.rows ?? [],
      Array.from({ length: items }, (_x, k) => row(k).reduce((p, q) => p + q, 0)),
      3e-7,
    );
    const tops = row(0).map((_x, j) => Math.max(...Array.from({ length: items }, (_y, i) => expected[i * items + j]!)));
    expectClose(found.alongJ ?? [], [tops.reduce((total, top, j) => total + top * (j % 3), 0)], 3e-7);
  });
});
