import { type Loss, links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { directional } from '../test/differences.ts';
import { type Lists, reducedLists, tensorsOfLists } from '../test/lists.ts';
import { expectClose, numbers } from '../test/numbers.ts';

// Nothing here may import tfjs-layers: it registers the gradients of tfjs ops, and these derivatives must not need them.

const all: readonly (readonly [string, Loss])[] = [
  ['pairs, both orders', losses.pairwise(links.sigmoid({ center: 0.25 }))],
  ['pairs in closed form', losses.pairwise(links.sinh({ rate: 0.5 }))],
  ['pairs by target', losses.pairwise(links.exp({ rate: 0.5 }), { order: 'byTarget' })],
  ['RankNet', losses.pairwise(links.sigmoid(), { target: 'relevance' })],
  ['LambdaRank', losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' })],
  ['composite pairs, matching', losses.pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'matching' })],
  ['composite pairs, divergence', losses.pairwiseComposite(links.tanh(), { form: 'divergence', temperature: 0.5 })],
  [
    'composite pairs, relevance',
    losses.pairwiseComposite(links.softplus(), { form: 'divergence', target: 'relevance' }),
  ],
  ['ListMLE', losses.listMle({ temperature: 2 })],
];

/** Six lists of four: among them one that is tied, and with the mask one of one item and one of none. */
const data: Lists = {
  groups: 3,
  each: 2,
  items: 4,
  predicted: [
    ...[0.5, -1.25, 2, 0.75, 1, 0.5, -0.5, 0.25, -2, 1.5, 0.125, 1],
    ...[0.25, 0.5, 1, -1, 1.75, -0.5, 0.5, 0, 2, 1, 0, -1],
  ],
  target: [2, 0, 1, 0, 1, 1, 1, 1, 0, 3, 1, 2, 1, 0, 0, 2, 0, 2, 1, 1, 3, 1, 0, 2],
};
const weight = [2, 0.5, 1, 3, 0, 1.5];
const mask = [1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
const reductions = whole ? (['example', 'none', 'sum', 'mean'] as const) : (['none', 'mean'] as const);

/** What LambdaRank is given besides; other losses take nothing. */
const givenTo = (loss: Loss, lists: Lists): Lists => {
  const gain = (lists.target ?? []).map((grade) => 2 ** grade - 1);
  const discount = gain.map((_, k) => 1 / Math.log2(2 + (k % lists.items)));
  return loss.spec.pairWeight === 'lambda' ? { ...lists, inputs: { gain, discount } } : lists;
};

describe.each(ways)('lists on %s by %s', { timeout: 120_000 }, (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);

  describe.each(all)('%s', (_, loss) => {
    const variants = [data, { ...data, weight }, { ...data, mask }, { ...data, weight, mask }].map((lists) =>
      givenTo(loss, lists),
    );

    test.each(reductions)("'%s' of plain, weighted and masked lists is what its definition says", (reduction) => {
      const f = compile(loss, { reduction });
      for (const lists of variants) {
        tf.tidy(() => {
          const [target, predicted, ...more] = tensorsOfLists(lists);
          const expected = reducedLists(loss, lists, reduction);
          const parts = f.parts(target, predicted, ...more);
          expect(parts.loss.shape).toEqual(expected.shape);
          expectClose(numbers(parts.loss), expected.loss, 2e-6);
          expectClose(numbers(parts.gradient), expected.gradient, 4e-6);
          expectClose(numbers(parts.hessian), expected.hessian, 4e-6);
          const value = (x: tf.Tensor) => f(target, x, ...more);
          expectClose(numbers(value(predicted)), expected.loss, 2e-6);
          expectClose(numbers(tf.grad(value)(predicted)), expected.gradient, 4e-6);
        });
      }
    });

    test('its Hessian times a vector is the derivative of the gradient along it', () => {
      const lists = givenTo(loss, { ...data, weight, mask });
      const direction = lists.predicted.map((_x, k) => ((k * 5) % 7) / 4 - 0.75);
      for (const reduction of ['example', 'mean'] as const) {
        const f = compile(loss, { reduction });
        const gradient = (x: readonly number[]) => reducedLists(loss, { ...lists, predicted: x }, reduction).gradient;
        tf.tidy(() => {
          const [target, predicted, ...more] = tensorsOfLists(lists);
          const first = tf.grad((x: tf.Tensor) => f(target, x, ...more));
          const along = tf.tensor(direction, predicted.shape);
          expectClose(
            numbers(tf.grad((x: tf.Tensor) => first(x))(predicted, along)),
            directional(gradient, direction)(lists.predicted),
            2e-5,
          );
        });
      }
    });

    test('passes over what is masked, whatever it holds, and is 0 where no list has a pair', () => {
      const f = compile(loss, { reduction: 'mean' });
      const lists = givenTo(loss, { ...data, mask });
      const spoilt = (values: readonly number[]) => values.map((x, k) => (mask[k] === 0 ? Number.NaN : x));
      tf.tidy(() => {
        const [target, predicted, ...more] = tensorsOfLists(lists);
        const [bad, badPredicted] = tensorsOfLists({
          ...lists,
          predicted: spoilt(lists.predicted),
          target: spoilt(lists.target ?? []),
        });
        const [whole, masked] = [f.parts(target, predicted, ...more), f.parts(bad, badPredicted, ...more)];
        expect(numbers(masked.loss)).toEqual(numbers(whole.loss));
        expect(numbers(masked.gradient)).toEqual(numbers(whole.gradient));
        const single = { ...lists, mask: lists.predicted.map((_x, k) => Number(k % lists.items === 1)) };
        const [, , , alone, named] = tensorsOfLists(single);
        const none = f.parts(target, predicted, undefined, alone, named);
        for (const x of Object.values(none)) expect(new Set(numbers(x).map(Math.abs))).toEqual(new Set([0]));
      });
    });
  });

  test('a step leaves no tensor behind', () => {
    const f = compile(losses.pairwise(links.sigmoid(), { target: 'relevance' }), { reduction: 'mean' });
    const [target, predicted] = tensorsOfLists(data);
    const step = () => tf.dispose([tf.grad((x: tf.Tensor) => f(target, x))(predicted), f(target, predicted)]);
    step();
    const before = tf.memory().numTensors;
    step();
    expect(tf.memory().numTensors).toBe(before);
  });
});
