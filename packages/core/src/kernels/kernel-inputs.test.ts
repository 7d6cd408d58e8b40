import { describe, expect, test } from 'vitest';
import { evaluate, type Loss, type LossInputs, links, losses, type Parameters } from '../index.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { kernelInputs, refuseTargets } from './kernel-inputs.js';
import { type KernelOptions, kernelProgramOptions } from './kernel-options.js';

const backend = referenceBackend();
const scalar = losses.matching(links.sinh());
const labels = losses.softmax({ target: 'label' });
const outputs = losses.matching(links.sigmoid(), { target: 'output' });

/** A kernel made of the reference evaluator. */
function run(loss: Loss, options: KernelOptions, inputs: LossInputs, parameters: Parameters = {}) {
  const choices = kernelProgramOptions(loss, options, { parameters: 'constants' });
  const program = compileLoss(backend, loss, { ...choices, precision: 'float64' });
  const prepared = kernelInputs(loss, program, inputs, parameters);
  const results = backend.emit(program).run(prepared);
  refuseTargets(loss, prepared, results);
  return { ...(results as Record<'loss' | 'gradient', Float64Array>), shape: prepared.shape };
}

describe('kernelInputs', () => {
  test('takes nested and typed arrays, the latter uncopied', () => {
    const predicted = Float32Array.of(1, 2, 3, 4);
    const inputs = { predicted, target: Int32Array.of(0, 1), shape: [2, 2] };
    const program = compileLoss(backend, labels);
    expect(kernelInputs(labels, program, inputs).data.predicted).toBe(predicted);
    expect(run(labels, {}, inputs)).toEqual(
      run(
        labels,
        {},
        {
          predicted: [
            [1, 2],
            [3, 4],
          ],
          target: [0, 1],
        },
      ),
    );
  });

  test('gives what evaluate gives, with weights, masks and parameters', () => {
    const inputs = { predicted: [1, 2, 3], target: [0, 2, 5], weight: [1, 0.5, 2], mask: [1, 1, 0] };
    const { hessian: _, ...expected } = evaluate(scalar, inputs, { reduction: 'mean', parameters: { 'link.rate': 2 } });
    const options = { weight: true, mask: true, parameters: 'inputs' } as const;
    expect(run(scalar, options, inputs, { 'link.rate': 2 })).toEqual(expected);
  });

  test('lets a mask of rows serve for all their classes', () => {
    const inputs = {
      predicted: [
        [1, 2],
        [3, 9],
      ],
      target: [0, 1],
      mask: [true, false],
    };
    expect(run(labels, { mask: true }, inputs)).toEqual(run(labels, { mask: 'examples' }, inputs));
  });

  test.each([
    [scalar, {}, { predicted: [1, 2], target: [1] }, 'target has shape [1], but [2] is needed'],
    [scalar, {}, { predicted: [1], target: [1], wieght: [1] }, 'option wieght: is unknown'],
    [scalar, {}, { predicted: [1], target: [1], weight: [1] }, 'option weight: is neither an input'],
    [scalar, { weight: true }, { predicted: [1], target: [1] }, 'weight has shape [], but [1] is needed'],
    [scalar, { weight: true }, { predicted: [1], target: [1], weight: [-1] }, 'weight[0] = -1: not a finite number'],
    [labels, {}, { predicted: [[1, 2]], target: [2] }, 'target[0] = 2: no class'],
    [
      labels,
      { mask: 'examples' },
      { predicted: [[1, 2]], target: [1], mask: [[1, 1]] },
      "mask has shape [1, 2], but [1] is needed; give one value per row, or compile with 'mask: true'",
    ],
  ])('refuses case %#', (loss, options, inputs, message) => {
    expect(() => run(loss, options as KernelOptions, inputs as LossInputs)).toThrow(message);
  });
});

describe('refuseTargets', () => {
  test('names the output that no score has', () => {
    expect(() => run(outputs, {}, { predicted: [1, 2], target: [0.5, 1.5] })).toThrow(
      "target[1] = 1.5: outside the link's range",
    );
  });

  test('minds open parameters', () => {
    const inputs = { predicted: [1, 2], target: [0.5, 1.5] };
    expect(run(outputs, { parameters: 'inputs' }, inputs, { 'link.amplitude': 2 }).loss).toHaveLength(1);
  });

  test('lets a NaN of the data and masked targets pass', () => {
    expect(run(outputs, { reduction: 'none' }, { predicted: [Number.NaN, 1], target: [1, 1] }).loss[0]).toBeNaN();
    const masked = { predicted: [Number.NaN, 1], target: [7, 1], mask: [0, 1] };
    expect(run(outputs, { mask: true }, masked).loss[0]).toBeGreaterThan(0);
  });
});
