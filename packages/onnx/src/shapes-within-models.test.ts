import { type Loss, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { allRuntimes, type Feed, float32, ofShape, ones, openModel } from '../test/models.ts';
import { attachLoss } from './attach.js';
import { compileOnnx } from './compile-onnx.js';
import type { Dimension } from './model.js';
import type { OrtRuntime } from './runtime.js';
import { trainingStep } from './training.js';

const squared = losses.matching(links.identity());
const labels = losses.softmax({ target: 'label' });

/** Each of the changes makes a model fail that runs without them. */
async function expectRefusals(
  bytes: Uint8Array,
  fitting: Readonly<Record<string, Feed>>,
  wrong: readonly Readonly<Record<string, Feed>>[],
  ort: OrtRuntime,
) {
  const { run, close } = await openModel(bytes, ort);
  const results = await run(fitting);
  for (const change of wrong)
    await expect(run({ ...fitting, ...change }), JSON.stringify(Object.keys(change))).rejects.toThrow();
  await close();
  return results;
}

describe.each(Object.entries(allRuntimes))('in models that hold more, on %s', (_, ort) => {
  const attached = (shape: readonly Dimension[], loss: Loss) => {
    const { bytes } = compileOnnx(squared, { outputs: ['gradient'], reduction: 'none', shape });
    return attachLoss(bytes, loss, { scores: 'gradient', prefix: 'my_', weight: true, outputs: ['loss'] }).bytes;
  };

  test.each([[['n', 'k']], [['n', 3]], [[2, 3]]])('attachLoss to rows %j', async (shape) => {
    const fitting = {
      ...ofShape({ predicted: [2, 3], target: [2, 3], my_weight: [2] }),
      my_target: ones('int64', [2]),
    };
    const wrong = [{ my_target: ones('int64', [1]) }, { my_target: ones('int64', [3]) }, { my_weight: float32([1]) }];
    const { my_loss } = await expectRefusals(attached(shape, labels), fitting, wrong, ort);
    expect(my_loss!.data[0]).toBeCloseTo(Math.log(3), 6);
  });

  test('attachLoss to single scores', async () => {
    const fitting = ofShape({ predicted: [3], target: [3], my_target: [3], my_weight: [3] });
    const wrong = [1, 2, 4].flatMap((k) => [ofShape({ my_target: [k] }), ofShape({ my_weight: [k] })]);
    const { my_loss } = await expectRefusals(attached(['n'], squared), fitting, wrong, ort);
    expect(my_loss!.data[0]).toBeCloseTo(0.5, 6);
  });

  test.each([
    [squared, 'float32', 1, [3]],
    [labels, 'int64', 2, [3, 2]],
  ] as const)('trainingStep %#', async (loss, type, outputSize, mask) => {
    const training = trainingStep({ inputSize: 2, outputSize }, loss, { weight: true, mask: true });
    const state = Object.entries(training.initialize(1)).map(([name, { data, dims }]) => [name, float32(data, dims)]);
    const fitting: Record<string, Feed> = {
      ...Object.fromEntries(state),
      ...ofShape({ features: [3, 2], weight: [3], learningRate: [] }),
      target: ones(type, [3]),
      mask: ones('bool', mask),
    };
    const wrong: readonly Record<string, Feed>[] = [
      { target: ones(type, [1]) },
      { target: ones(type, [4]) },
      { weight: float32([1]) },
      { mask: ones('bool', [1, ...mask.slice(1)]) },
      { features: ones('float32', [1, 2]) },
    ];
    await expectRefusals(training.bytes, fitting, wrong, ort);
  });
});
