import { describe, expect, test } from 'vitest';
import { type Loss, links, losses } from '../index.js';
import { type KernelOptions, kernelProgramOptions } from './kernel-options.js';

const scalar = losses.matching(links.sinh());
const examples = losses.softmax({ target: 'label' });
const of = (loss: Loss, options: object) =>
  kernelProgramOptions(loss, options as KernelOptions, { parameters: 'constants', more: ['storage'] });

describe('kernelProgramOptions', () => {
  test('has defaults', () => {
    expect(of(scalar, {})).toEqual({ outputs: ['loss', 'gradient'], reduction: 'mean', weight: false, parameters: [] });
  });

  test('opens all parameters or none', () => {
    // In whatever order the loss reads them.
    const { parameters = [] } = of(scalar, { parameters: 'inputs' });
    expect([...parameters].sort()).toEqual(['link.amplitude', 'link.center', 'link.rate']);
    expect(kernelProgramOptions(examples, {}, { parameters: 'inputs' }).parameters).toEqual(['temperature']);
  });

  test('gives masks the axes they have', () => {
    expect(
      [of(scalar, { mask: true }), of(examples, { mask: true }), of(examples, { mask: 'examples' })].map((x) => x.mask),
    ).toEqual(['', 'i', '']);
    expect('mask' in of(examples, { mask: false })).toBe(false);
  });

  test.each([
    [{ storge: 'f16' }, 'option storge: is unknown; known here: outputs, reduction, weight, mask, parameters, storage'],
    [
      { outputs: [] },
      'option outputs: [] is unknown; give a list of one or more of loss, gradient, hessian, each once',
    ],
    [{ outputs: ['loss', 'loss'] }, 'each once'],
    [{ outputs: ['losses'] }, 'option outputs: "losses" is unknown'],
    [{ reduction: 'example' }, `option reduction: "example" is unknown; use 'none', 'sum' or 'mean'`],
    [{ weight: 1 }, 'option weight: 1 is unknown; give true or false'],
    [{ mask: 'rows' }, `option mask: "rows" is unknown; give true or false, or for class losses 'examples'`],
    [{ parameters: 'open' }, `option parameters: "open" is unknown; use 'constants' or 'inputs'`],
  ])('refuses %j', (options, message) => {
    expect(() => of(scalar, options)).toThrow(message);
  });

  test('refuses what is no loss', () => {
    expect(() => of({} as typeof scalar, {})).toThrow('option loss: is no loss');
  });
});
