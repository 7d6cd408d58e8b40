import { links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { backends, compileBy, useBackend } from '../test/backends.ts';
import { numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';
import { runnerFor } from './program-runner.js';

const loss = losses.matching(links.sinh({ rate: 0.5 }));
const softmax = losses.softmax();

/** Names of the kernels of tfjs that a call runs. */
async function kernelsOf(call: () => tf.Tensor): Promise<readonly string[]> {
  const { kernelNames } = await tf.profile(() => tf.tidy(call));
  return kernelNames;
}

describe.each(backends)('execution on %s', (backend) => {
  useBackend(backend);
  const data = () => [tf.tensor1d([0, 2, 5]), tf.tensor1d([1, 2, 3])] as const;

  test('is by WebAssembly unless ops are asked for', async () => {
    const [target, predicted] = data();
    const [auto, ops, wasm] = (['auto', 'ops', 'wasm'] as const).map((execution) => compileBy(execution)(loss));
    expect(await kernelsOf(() => ops!(target, predicted))).toContain('Abs');
    for (const f of [auto, wasm]) expect(await kernelsOf(() => f!(target, predicted))).not.toContain('Abs');
    expect([...numbers(auto!(target, predicted))]).toEqual([...numbers(wasm!(target, predicted))]);
  });

  test('is a kernel of tfjs where tensors lie in memory that can be seen', async () => {
    const [target, predicted] = data();
    const names = await kernelsOf(() => compileBy('wasm')(loss)(target, predicted));
    expect(names.includes('LossmithProgram')).toBe(backend === 'wasm');
  });

  test('takes tensors that another backend made', async () => {
    await tf.setBackend(backend === 'cpu' ? 'wasm' : 'cpu');
    const [target, predicted] = data();
    const there = numbers(compileBy('wasm')(loss)(target, predicted));
    await tf.setBackend(backend);
    expect(numbers(compileBy('wasm')(loss)(target, predicted))).toEqual(there);
  });

  test('hands a gradient on that nothing multiplies, and another when something does', () => {
    const [target, predicted] = data();
    const f = compileBy('wasm')(loss, { reduction: 'mean' });
    const gradient = numbers(tf.grad((x) => f(target, x))(predicted));
    const tripled = numbers(tf.grad((x) => f(target, x))(predicted, tf.scalar(3)));
    tripled.forEach((x, k) => {
      expect(x).toBeCloseTo(3 * (gradient[k] as number), 6);
    });
  });

  test('leaves nothing behind', () => {
    const [target, predicted] = data();
    const f = compileBy('wasm')(loss, { reduction: 'mean' });
    f(target, predicted).dispose();
    const before = tf.memory();
    f(target, predicted).dispose();
    tf.grad((x) => f(target, x))(predicted).dispose();
    const { loss: value, gradient, hessian } = f.parts(target, predicted);
    tf.dispose([value, gradient, hessian]);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  test('gives results that are their own, whatever is run afterwards', () => {
    const f = compileBy('wasm')(softmax, { reduction: 'none' });
    const examples = (values: number[]) => tf.tensor2d(values, [2, 2]);
    const first = f.parts(examples([1, 2, 3, 4]), examples([2, 1, 0, 4]));
    const seen = numbers(first.gradient);
    f.parts(examples([9, 2, 3, 4]), examples([2, 1, 7, 4]));
    expect(numbers(first.gradient)).toEqual(seen);
  });

  test('follows the tfjs backend in use, not the one of the first call', async () => {
    const [target, predicted] = data();
    const f = compileTfjs(loss);
    const here = numbers(f(target, predicted));
    await tf.setBackend(backend === 'cpu' ? 'wasm' : 'cpu');
    expect(numbers(f(tf.tensor1d([0, 2, 5]), tf.tensor1d([1, 2, 3])))).toEqual(here);
    await tf.setBackend(backend);
  });
});

test('backends of tfjs whose data are not at hand get ops', () => {
  for (const runtime of ['webgl', 'webgpu', 'tensorflow']) {
    expect(runnerFor(runtime, 'auto').backend.name).toBe(`tfjs (${runtime})`);
    expect(runnerFor(runtime, 'auto').sums).toBe(false);
  }
  expect(runnerFor('cpu', 'auto').backend.name).toBe('tfjs (cpu, by wasm)');
});
