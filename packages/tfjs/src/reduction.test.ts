import { type Loss, links, losses } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../vitest.whole.ts';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { type Batch, reducedByHand, tensorsOfBatch } from '../test/reduced.ts';
import type { TfjsLoss } from './compile-tfjs.js';

const all = [
  losses.matching(links.sinh({ rate: 0.5 })),
  losses.perClass(links.sigmoid()),
  losses.softmax(),
  losses.softmax({ target: 'label' }),
  losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }),
];
const reductions = ['example', 'none', 'sum', 'mean'] as const;
const sizeOf = (shape: readonly number[]) => shape.reduce((x, y) => x * y, 1);
const score = fc.integer({ min: -32, max: 32 }).map((x) => x / 8);
const list = <T>(one: fc.Arbitrary<T>, count: number) => fc.array(one, { minLength: count, maxLength: count });

/** Data for a value per example (or per class), in the shape of the first axes. */
const leading = <T>(one: fc.Arbitrary<T>, shape: readonly number[]) =>
  fc
    .integer({ min: Math.min(1, shape.length), max: shape.length })
    .chain((rank) =>
      list(one, sizeOf(shape.slice(0, rank))).map((values) => ({ values, shape: shape.slice(0, rank) })),
    );

const batches: fc.Arbitrary<Batch> = fc
  .tuple(fc.nat({ max: all.length - 1 }), fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }))
  .chain(([which, dimensions]) => {
    const loss = all[which] as Loss;
    const shape = loss.axes === 'i' && dimensions.length === 0 ? [3] : dimensions;
    const examples = loss.axes === 'i' ? shape.slice(0, -1) : shape;
    const target = inputOf(loss, 'target')?.kind === 'label' ? fc.nat({ max: shape.at(-1)! - 1 }) : score;
    const label = inputOf(loss, 'target')?.kind === 'label';
    return fc
      .record({
        predicted: list(score, sizeOf(shape)),
        target: list(target, sizeOf(label ? examples : shape)),
        weights: fc.option(leading(fc.constantFrom(0, 0, 0.5, 1, 3), examples)),
        // A mask of classes could leave out the labelled one.
        masks: fc.option(fc.oneof(leading(fc.boolean(), examples), leading(fc.boolean(), label ? examples : shape))),
      })
      .map(({ predicted, target, weights, masks }) => ({
        ...{ shape, predicted, target, loss: loss.spec },
        ...(weights ? { weight: weights.values, weightShape: weights.shape } : {}),
        ...(masks ? { mask: masks.values, maskShape: masks.shape } : {}),
      }));
  });

describe.each(ways)('reductions on %s by %s', { timeout: 60_000 }, (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);

  test.each(reductions)("'%s' of any rank, weights and mask is what its definition says", (reduction) => {
    const compiled = new Map(all.map((loss) => [JSON.stringify(loss.spec), compile(loss, { reduction })]));
    const property = fc.property(batches, (batch) =>
      tf.tidy(() => {
        const [target, predicted, weight, mask] = tensorsOfBatch(batch);
        const f = compiled.get(JSON.stringify(batch.loss)) as TfjsLoss;
        const expected = reducedByHand(batch, reduction);
        const parts = f.parts(target, predicted, weight, mask);
        const gradient = tf.grad((x) => f(target, x, weight, mask))(predicted);
        expect(f(target, predicted, weight, mask).shape).toEqual(expected.shape);
        expect(parts.loss.shape).toEqual(expected.shape);
        expect(parts.gradient.shape).toEqual(batch.shape);
        expect(parts.hessian.shape).toEqual(batch.shape);
        expectClose(numbers(parts.loss), expected.loss, 1e-5);
        expectClose(numbers(f(target, predicted, weight, mask)), expected.loss, 1e-5);
        expectClose(numbers(parts.gradient), expected.gradient, 1e-5);
        expectClose(numbers(gradient), expected.gradient, 1e-5);
        expectClose(numbers(parts.hessian), expected.hessian, 1e-5);
      }),
    );
    fc.assert(property, runs(20, 60));
  });
});
