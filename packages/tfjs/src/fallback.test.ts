import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import '../test/backends.ts';
import { numbers } from '../test/numbers.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The package as it is loaded where WebAssembly has no vectors. */
async function withoutVectors() {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  const warnings: string[] = [];
  // tfjs has a greeting of its own.
  vi.spyOn(console, 'warn').mockImplementation((text) => void (/Lossmith/.test(text) && warnings.push(text)));
  await tf.setBackend('cpu');
  const { compileTfjs, links, losses } = await import('./index.js');
  const { runnerFor } = await import('./program-runner.js');
  return { compileTfjs, runnerFor, loss: losses.matching(links.identity()), warnings };
}

test('without vectors of WebAssembly losses run by operations, and nobody is warned of an evaluator that does not run', async () => {
  const { compileTfjs, runnerFor, loss, warnings } = await withoutVectors();
  expect(runnerFor('cpu', 'auto').backend.name).toBe('tfjs (cpu)');
  expect(numbers(compileTfjs(loss)(tf.tensor1d([1]), tf.tensor1d([4])))).toEqual([4.5]);
  expect(warnings).toEqual([]);
});

test("where 'wasm' is asked for by name the evaluator does run, and the console says so once", async () => {
  const { compileTfjs, loss, warnings } = await withoutVectors();
  const f = compileTfjs(loss, { execution: 'wasm' });
  for (const target of [1, 2]) f(tf.tensor1d([target]), tf.tensor1d([4]));
  expect(warnings).toEqual([expect.stringContaining('losses run in the reference evaluator')]);
});
