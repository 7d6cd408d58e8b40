import { links, losses } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';

const reductions = ['example', 'none', 'sum', 'mean'] as const;

describe.each(backends)('steps of an optimizer on %s', (backend) => {
  useBackend(backend);

  test('minimize goes down the gradient of the mean', () => {
    const f = compileTfjs(losses.matching(links.exp()), { reduction: 'mean' });
    const score = tf.variable(tf.tensor1d([0.5, 1, -1]));
    const target = tf.tensor1d([1, -1, -1]);
    const value = tf.train.sgd(0.3).minimize(() => f(target, score) as tf.Scalar, true);
    const expected = [0.5, 1, -1].map((x, k) => x - (0.3 * (Math.exp(x) - Math.exp([1, -1, -1][k]!))) / 3);
    expectClose(numbers(score), expected, 1e-6);
    const terms = [0.5, 1, -1].map((x, k) => Math.exp(x) - Math.exp([1, -1, -1][k]!) * (1 + x - [1, -1, -1][k]!));
    expectClose(numbers(value!), [terms.reduce((a, b) => a + b, 0) / 3], 1e-6);
  });

  test('under ordinary layers of ops: the chain rule holds through what is before and behind the loss', () => {
    const f = compileTfjs(losses.softmax(), { reduction: 'none' });
    const weight = tf.variable(
      tf.tensor2d([
        [0.5, -1],
        [2, 0.25],
      ]),
    );
    const [x, s] = [
      tf.tensor2d([
        [1, 2],
        [3, -1],
      ]),
      tf.tensor2d([
        [1, 0],
        [0.5, 2],
      ]),
    ];
    const total = () => tf.tidy(() => tf.sum(tf.square(f(s, tf.matMul(x, weight)))) as tf.Scalar);
    const { grads } = tf.variableGrads(total, [weight]);
    const plain = tf.tidy(() => {
      const u = tf.matMul(x, weight);
      const { loss, gradient } = f.parts(s, u);
      return tf.matMul(x, tf.mul(gradient, tf.expandDims(tf.mul(2, loss), 1)), true);
    });
    expectClose(numbers(Object.values(grads)[0]!), numbers(plain), 1e-6);
  });

  test('two losses at once do not disturb each other', () => {
    const [f, g] = [
      compileTfjs(losses.matching(links.sinh()), { reduction: 'sum' }),
      compileTfjs(losses.softmax(), { reduction: 'mean' }),
    ];
    const [s, x] = [
      tf.tensor2d([
        [1, 2],
        [0, -1],
      ]),
      tf.tensor2d([
        [0, 1],
        [3, -2],
      ]),
    ];
    const alone = [f, g].map((loss) => numbers(loss.parts(s, x).gradient));
    const both = numbers(tf.grad((y) => tf.add(f(s, y), g(s, y)))(x));
    expectClose(
      both,
      alone[0]!.map((value, k) => value + alone[1]![k]!),
      1e-6,
    );
    expect(numbers(f.parts(s, x).gradient)).toEqual(alone[0]);
    expect(numbers(g.parts(s, x).gradient)).toEqual(alone[1]);
  });

  test.each(reductions)("a step with reduction '%s' leaves no tensor behind, weights and mask or not", (reduction) => {
    const cases = [losses.matching(links.sigmoid()), losses.softmax(), losses.softmax({ target: 'label' })];
    for (const loss of cases) {
      const f = compileTfjs(loss, { reduction });
      const score = tf.variable(
        tf.tensor2d([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      );
      const target = inputOf(loss, 'target')?.kind === 'label' ? tf.tensor1d([1, 2], 'int32') : tf.zeros([2, 3]);
      const [weight, mask] = [tf.tensor1d([1, 2]), tf.tensor1d([1, 0], 'bool')];
      const optimizer = tf.train.adam(0.1);
      const step = () => {
        optimizer.minimize(() => tf.sum(f(target, score, weight, mask)) as tf.Scalar);
        optimizer.minimize(() => tf.sum(f(target, score)) as tf.Scalar);
        tf.dispose([f(target, score, weight), f.parts(target, score, weight, mask)] as never);
      };
      step();
      const before = tf.memory().numTensors;
      step();
      step();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  test('a penalty on the gradient: its own gradient by weights behind layers of ops, and no tensor left', () => {
    const f = compileTfjs(losses.matching(links.sinh()), { reduction: 'sum' });
    const scale = tf.variable(tf.scalar(0.5));
    const [x, s] = [tf.tensor1d([1, -2]), tf.tensor1d([0.25, 1])];
    // With g = h(ax) − h(s) the penalty is Σ (ag)², its derivative by a Σ 2ag(g + axh'(ax)).
    const penalty = () => tf.tidy(() => tf.sum(tf.square(tf.grad((u) => f(s, tf.mul(u, scale)))(x))) as tf.Scalar);
    const step = () => {
      const { grads, value } = tf.variableGrads(penalty, [scale]);
      const found = numbers(Object.values(grads)[0]!)[0]!;
      tf.dispose([value, ...Object.values(grads)]);
      return found;
    };
    const expected = [
      [1, 0.25],
      [-2, 1],
    ].reduce((total, [u, t]) => {
      const slope = Math.sinh(0.5 * u!) - Math.sinh(t!);
      return total + 2 * 0.5 * slope * (slope + 0.5 * u! * Math.cosh(0.5 * u!));
    }, 0);
    expectClose([step()], [expected], 1e-5);
    const before = tf.memory().numTensors;
    step();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('third derivatives hold through functions before and behind the loss', () => {
    const f = compileTfjs(losses.matching(links.exp()), { reduction: 'sum' });
    const target = tf.tensor1d([0]);
    const outer = (x: tf.Tensor) => tf.square(f(target, tf.mul(2, x)));
    const third = tf.grad((x) => tf.grad((y) => tf.grad(outer)(y))(x))(tf.tensor1d([0.5]));
    // With L(u) = eᵘ − 1 − u at u = 2x = 1: d³L²/dx³ = 8(6L'L'' + 2LL''').
    const e = Math.E;
    expectClose(numbers(third), [8 * (6 * (e - 1) * e + 2 * (e - 2) * e)], 1e-5);
  });

  test('tf.tidy takes all but what it returns', () => {
    const f = compileTfjs(losses.compositeSoftmax(links.exp(), { form: 'matching' }));
    const [x, s] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[2, 1]])];
    const before = tf.memory().numTensors;
    const kept = tf.tidy(() => f(s, x));
    expect(tf.memory().numTensors).toBe(before + 1);
    const loose = f.parts(s, x);
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose([kept, ...Object.values(loose)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('fit leaves no tensor behind after its first step', async () => {
    const model = keras.sequential({ layers: [keras.layers.dense({ units: 1, inputShape: [2] })] });
    model.compile({ optimizer: 'adam', loss: compileTfjs(losses.matching(links.asinh())) });
    const [x, y] = [tf.ones([8, 2]), tf.ones([8, 1])];
    const step = () => model.fit(x, y, { epochs: 2, verbose: 0, classWeight: { 0: 1, 1: 2 } });
    await step();
    const before = tf.memory().numTensors;
    await step();
    expect(tf.memory().numTensors).toBe(before);
  });
});
