import { links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { oneOfEachKind, tensorsOf, titleOf } from '../test/golden.ts';
import { numbers } from '../test/numbers.ts';
import { parseLoss } from './index.js';

const squared = losses.matching(links.identity());
const bool = (values: number[], shape?: number[]) => tf.tensor(values, shape, 'bool');
describe.each(ways)('weights and masks on %s by %s', (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);

  // Losses ½(ŝ − s)²: 0.5, 2, 4.5 and 8 in rows of two.
  const target = () => tf.zeros([2, 2]);
  const predicted = () => tf.tensor2d([1, -2, 3, 4], [2, 2]);
  const by = (reduction: 'example' | 'none' | 'sum' | 'mean') => compile(squared, { reduction });

  test("'example' is the default and divides by the number of kept entries, not by their weights", () => {
    const f = compile(squared);
    const weight = tf.tensor2d([2, 4, 1, 0], [2, 2]);
    expect(numbers(f(target(), predicted()))).toEqual([1.25, 6.25]);
    expect(numbers(f(target(), predicted(), weight))).toEqual([4.5, 2.25]);
    expect(numbers(f(target(), predicted(), weight, bool([0, 1, 1, 0], [2, 2])))).toEqual([8, 4.5]);
    expect(numbers(f.parts(target(), predicted(), weight).gradient)).toEqual([1, -4, 1.5, 0]);
  });

  test('the mean is taken over the weights of what is kept', () => {
    const weight = tf.tensor2d([2, 4, 1, 0], [2, 2]);
    expect(numbers(by('mean')(target(), predicted()))).toEqual([3.75]);
    expect(numbers(by('mean')(target(), predicted(), weight))[0]).toBeCloseTo(13.5 / 7, 6);
    expect(numbers(by('mean')(target(), predicted(), weight, bool([1, 0, 1, 1], [2, 2])))[0]).toBeCloseTo(5.5 / 3, 6);
    expect(numbers(by('sum')(target(), predicted(), weight, bool([1, 0, 1, 1], [2, 2])))).toEqual([5.5]);
    expect(numbers(by('none')(target(), predicted(), weight, bool([1, 0, 1, 1], [2, 2])))).toEqual([1, 0, 4.5, 0]);
  });

  test('a weight or a mask of leading axes counts for all that is below', () => {
    expect(numbers(by('none')(target(), predicted(), tf.tensor1d([2, 0])))).toEqual([1, 4, 0, 0]);
    expect(numbers(by('mean')(target(), predicted(), undefined, bool([0, 1])))).toEqual([6.25]);
    expect(numbers(compile(squared)(target(), predicted(), undefined, bool([0, 1])))).toEqual([0, 6.25]);
  });

  test.each(['example', 'none', 'sum', 'mean'] as const)(
    "where everything is masked '%s' is 0, with NaN under it",
    (kind) => {
      const nothing = bool([0, 0, 0, 0], [2, 2]);
      const broken = tf.fill([2, 2], Number.NaN);
      const parts = by(kind).parts(broken, broken, broken, nothing);
      const gradient = tf.grad((x) => by(kind)(broken, x, broken, nothing))(broken);
      for (const x of [...Object.values(parts), gradient])
        expect(new Set(numbers(x).map(Math.abs))).toEqual(new Set([0]));
    },
  );

  test("where all weights are 0 'mean' is 0", () => {
    const parts = by('mean').parts(target(), predicted(), tf.zeros([2, 2]));
    for (const x of Object.values(parts)) expect(new Set(numbers(x).map(Math.abs))).toEqual(new Set([0]));
  });

  test.each(oneOfEachKind.map((golden) => [titleOf(golden.loss), golden] as const))(
    'NaN under a mask is harmless: %s',
    (_, golden) => {
      tf.tidy(() => {
        const f = compile(parseLoss(golden.loss), { reduction: 'none' });
        const { predicted: x, target: s } = tensorsOf(golden);
        const head = (t: tf.Tensor) => tf.slice(t, [0], [3]);
        const spoilt = (t: tf.Tensor) => {
          const examples = t.shape.map((size, k) => (k === 0 ? 1 : size));
          const bad = t.dtype === 'int32' ? tf.fill(examples, -1, 'int32') : tf.fill(examples, Number.NaN);
          return tf.concat([tf.slice(t, [0], [1]), bad, tf.slice(t, [2], [1])]);
        };
        const whole = f.parts(head(s), head(x));
        const masked = f.parts(spoilt(s), spoilt(x), tf.tensor1d([1, Number.NaN, 1]), bool([1, 0, 1]));
        const entries = (t: tf.Tensor) => tf.unstack(t).map((row) => numbers(row));
        for (const name of ['loss', 'gradient', 'hessian'] as const) {
          const [first, , last] = entries(whole[name]);
          const zeros = first!.map(() => 0);
          const clean = entries(masked[name]).map((row) => row.map((value) => value + 0));
          expect(clean).toEqual([first!.map((v) => v + 0), zeros, last!.map((v) => v + 0)]);
        }
      });
    },
  );

  test('a masked class is as if absent, a row without classes counts as masked', () => {
    const f = compile(losses.softmax(), { reduction: 'mean' });
    const s = tf.tensor2d([1, 2, Number.NaN, 5, 5, 5], [2, 3]);
    const x = tf.tensor2d([2, -1, 7, 5, 6, Number.NaN], [2, 3]);
    const two = f.parts(tf.tensor2d([[1, 2]]), tf.tensor2d([[2, -1]]));
    const three = f.parts(s, x, undefined, bool([1, 1, 0, 0, 0, 0], [2, 3]));
    expect(numbers(three.loss)).toEqual(numbers(two.loss));
    expect(numbers(three.gradient).map((v) => v + 0)).toEqual([...numbers(two.gradient), 0, 0, 0, 0]);
    expect(numbers(three.hessian).map((v) => v + 0)).toEqual([...numbers(two.hessian), 0, 0, 0, 0]);
  });
});
