import { expect, test } from 'vitest';
import { LossmithOptionError, LossmithShapeError, links, losses } from '../index.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { checkKernelOutputs, disposedError, updatedParameters } from './kernel-state.js';

const loss = losses.matching(links.exp({ rate: 2 }));
const program = compileLoss(referenceBackend(), loss, { parameters: ['link.rate'], reduction: 'mean', weight: true });

test('updates keep what they do not name', () => {
  const first = updatedParameters(loss, program, {}, { 'link.rate': 3 });
  expect(updatedParameters(loss, program, first, {})).toEqual({ 'link.rate': 3 });
  expect(updatedParameters(loss, program, first, { 'link.rate': [1, 2] })).toEqual({ 'link.rate': [1, 2] });
});

test('updates of what is no open parameter are refused, and numbers that none can be', () => {
  const update = (given: Record<string, number>) => () => updatedParameters(loss, program, {}, given);
  expect(update({ 'link.center': 1 })).toThrow(LossmithOptionError);
  expect(update({ 'link.center': 1 })).toThrow("make the kernel with parameters: 'inputs'");
  expect(update({ 'link.speed': 1 })).toThrow("the loss has no parameter 'link.speed'");
  expect(update({ 'link.rate': -1 })).toThrow("'link.rate' cannot be -1");
});

test('arrays for results have the names and lengths that results have', () => {
  const check = (outputs: Record<string, number[]>) => () =>
    checkKernelOutputs(program, { examples: 2, items: 1 }, outputs);
  expect(check({ loss: [0], gradient: [0, 0] })).not.toThrow();
  expect(check({ weight: [0, 0] })).toThrow("there is no 'weight'; this kernel has loss, gradient");
  expect(check({ gradient: [0] })).toThrow(LossmithShapeError);
  expect(check({ loss: [0, 0] })).toThrow('outputs.loss has shape [2], but [1] is needed');
});

test('what is disposed of says so', () =>
  expect(disposedError().message).toBe('the kernel is disposed; make a new one'));
