import { expect, test } from 'vitest';
import { parseLoss } from '../parse-loss.js';
import { compileLoss, type LossProgramOptions } from '../programs/compile-loss.js';
import { loopsOf } from '../programs/loops.js';
import { referenceBackend } from '../reference/reference.js';

const plain = referenceBackend();
const online = { ...plain, lowerings: { ...plain.lowerings, onlineSoftmax: plain.lowerings.sum } };
const walks = (kind: object, options: LossProgramOptions) =>
  loopsOf(compileLoss(online, parseLoss(kind), options)).steps.filter((step) => step.kind === 'loop').length;

test.each([
  { kind: 'softmax' },
  { kind: 'softmax', target: 'label' },
  { kind: 'compositeSoftmax', form: 'divergence', transform: { kind: 'tanh' } },
  { kind: 'compositeSoftmax', form: 'matching', transform: { kind: 'exp', rate: 0.5 } },
])('a row is walked once for the loss and once more for its derivatives: %j', (kind) => {
  expect(walks(kind, { outputs: ['loss'] })).toBe(1);
  expect(walks(kind, { outputs: ['loss', 'gradient', 'hessian'] })).toBe(2);
  expect(walks(kind, { outputs: ['loss', 'gradient'], weight: true, mask: '' })).toBe(2);
});
