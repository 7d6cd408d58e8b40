import { type LossSpec, links, losses, parseLoss } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { directional } from '../test/differences.ts';
import { oneOfEachKind, titleOf } from '../test/golden.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { type Batch, reducedByHand, tensorsOfBatch } from '../test/reduced.ts';
import { compileTfjs, type TfjsOptions } from './compile-tfjs.js';
import type { TfjsReduction } from './reduction.js';

// Nothing here may import tfjs-layers: it registers the gradients of tfjs ops, and these derivatives must not need them.

const predicted = [0.3, -1.2, 2.1, 0.7, -0.45, 1.3];
const v = [1, -0.5, 0.25, 2, 1, -1];
const w = [0.5, 1, 1, -1, 0.25, 0.75];
const targets: Readonly<Record<string, readonly number[]>> = {
  score: [-0.6, 0.9, 1.1, -1.4, 0.2, 1.7],
  output: [0.4, 0.25, 0.6, 0.3, 0.2, 0.55],
  probability: [0.2, 0.5, 0.3, 0.6, 0.1, 0.3],
  label: [2, 0],
};

function batchOf(loss: LossSpec): Batch {
  // The range of a mirrored exp is negative.
  const sign = loss.target === 'output' && JSON.stringify(loss).includes('mirror') ? -1 : 1;
  const target = (targets[(loss.target ?? 'score') as keyof typeof targets] ?? []).map((x) => sign * x);
  return { loss, shape: [2, 3], predicted, target };
}

/** The derivative of Σ upstream·(reduced loss) by predicted, in float64, by the reference evaluator. */
function flowing(batch: Batch, reduction: TfjsReduction, upstream: readonly number[]) {
  const each = batch.predicted.length / upstream.length;
  return (x: readonly number[]) =>
    reducedByHand({ ...batch, predicted: x }, reduction).gradient.map((g, k) => g * upstream[Math.floor(k / each)]!);
}

interface Derivatives {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly third: readonly number[];
}

const known = new Map<string, Derivatives>();

/** Three orders by the reference, worked out once for all ways. */
function derivativesOf(batch: Batch, reduction: TfjsReduction, upstream: readonly number[]): Derivatives {
  const key = JSON.stringify([batch, reduction, upstream]);
  const gradient = flowing(batch, reduction, upstream);
  const found = known.get(key) ?? {
    first: gradient(predicted),
    second: directional(gradient, v)(predicted),
    third: directional(directional(gradient, v), w)(predicted),
  };
  known.set(key, found);
  return found;
}

/** Expects tf.grad, tf.grad of it along v, and tf.grad of that along w to be derivatives of the reference. */
function expectDerivatives(batch: Batch, options: TfjsOptions, upstream: readonly number[]): void {
  const { reduction = 'example' } = options;
  const f = compileTfjs(parseLoss(batch.loss), options);
  const [target, at, weight, mask] = tensorsOfBatch(batch);
  const [alongV, alongW] = [v, w].map((x) => tf.tensor(x, [2, 3]));
  const loss = (x: tf.Tensor) => f(target, x, weight, mask);
  const flow = tf.tensor([...upstream], loss(at).shape);
  const first = (x: tf.Tensor) => tf.grad(loss)(x, flow);
  const second = (x: tf.Tensor) => tf.grad(first)(x, alongV);
  const third = (x: tf.Tensor) => tf.grad(second)(x, alongW);
  const expected = derivativesOf(batch, reduction, upstream);
  expectClose(numbers(first(at)), expected.first, 5e-6);
  // Terms of about this size cancel where a row is almost certain.
  const size = Math.max(...upstream.map(Math.abs));
  expectClose(numbers(second(at)), expected.second, 1e-5, size);
  expectClose(numbers(third(at)), expected.third, 1e-5, size);
}

describe.each(ways)('derivatives on %s by %s, on tfjs-core alone', { timeout: 60_000 }, (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);
  const kinds = oneOfEachKind.filter((_, k) => whole || k % 3 === 0);
  const titled = kinds.map(({ loss }) => [titleOf(loss), loss as LossSpec] as const);

  test.each(titled)('first, second and third in all directions: %s', (_, loss) => {
    const count = parseLoss(loss).axes === 'i' ? 2 : 6;
    tf.tidy(() =>
      expectDerivatives(batchOf(loss), { execution, reduction: 'none' }, [1, -2, 0.5, 3, 1, 0.25].slice(0, count)),
    );
  });

  const some = [
    losses.matching(links.arctan({ rate: 2 })),
    losses.softmax({ temperature: 0.5 }),
    losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }),
    losses.compositeSoftmax(links.sinh(), { form: 'divergence', target: 'label' }),
  ];
  const reduced = [
    ['example', [0.5, -2]],
    ['mean', [3]],
    ['sum', [-1]],
  ] as const;

  test.each(reduced)("through '%s', with weights and masks", (reduction, upstream) => {
    for (const { spec, axes } of some) {
      const batch = { ...batchOf(spec), weight: [2, 0.5], weightShape: [2] };
      tf.tidy(() => {
        expectDerivatives(batch, { execution, reduction }, upstream);
        expectDerivatives({ ...batch, mask: [true, false], maskShape: [2] }, { execution, reduction }, upstream);
        if (axes === 'i')
          expectDerivatives(
            { ...batch, mask: [true, false, true, true, true, false], maskShape: [2, 3] },
            { execution, reduction },
            upstream,
          );
      });
    }
  });

  test('to the fourth order of a sinh link in closed form', () => {
    const f = compile(losses.matching(links.sinh({ rate: 2 })), { reduction: 'sum' });
    const target = tf.tensor1d([0, 0.5]);
    const loss = (x: tf.Tensor) => f(target, x);
    const orders = [loss];
    for (let order = 1; order <= 4; order += 1) orders.push(tf.grad(orders[order - 1]!));
    const found = orders.map((derivative) => numbers(derivative(tf.tensor1d([1, -0.25]))));
    expectClose(found[1]!, [Math.sinh(2), Math.sinh(-0.5) - Math.sinh(1)], 1e-6);
    expectClose(found[2]!, [2 * Math.cosh(2), 2 * Math.cosh(-0.5)], 1e-6);
    expectClose(found[3]!, [4 * Math.sinh(2), 4 * Math.sinh(-0.5)], 1e-6);
    expectClose(found[4]!, [8 * Math.cosh(2), 8 * Math.cosh(-0.5)], 1e-6);
  });

  test('the second derivative of what is masked is 0, whatever is under the mask', () => {
    const f = compile(losses.softmax());
    const [s, x] = [
      tf.tensor2d([
        [1, 2],
        [Number.NaN, 1],
      ]),
      tf.tensor2d([
        [0, 1],
        [Number.NaN, 2],
      ]),
    ];
    const masked = (y: tf.Tensor) => f(s, y, undefined, tf.tensor1d([1, 0], 'bool'));
    const second = numbers(
      tf.grad((y) => tf.grad(masked)(y))(
        x,
        tf.tensor2d([
          [1, 0],
          [1, 0],
        ]),
      ),
    );
    const q = 1 / (1 + Math.exp(1));
    expectClose(second, [q * (1 - q), -q * (1 - q), 0, 0], 1e-6);
  });

  test('no gradient of any tfjs op is registered here', () => {
    expect(() => tf.grad((x) => tf.square(x))(tf.scalar(1))).toThrow('gradient function not found');
  });
});
