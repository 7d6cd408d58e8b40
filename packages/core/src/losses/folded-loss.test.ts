import { describe, expect, test } from 'vitest';
import { goldenCases, titleOf } from '../../test/golden.js';
import { parseLoss } from '../parse-loss.js';
import { compileFor } from '../programs/compile-for.js';
import { compileLoss, type LossProgramOptions } from '../programs/compile-loss.js';
import { loopsOf } from '../programs/loops.js';
import { lossOutputs } from '../programs/loss-outputs.js';
import { referenceBackend } from '../reference/reference.js';
import { foldedLoss } from './folded-loss.js';

const plain = referenceBackend();
const folding = { ...plain, lowerings: { ...plain.lowerings, onlineSoftmax: plain.lowerings.sum } };
const rowLosses = new Map(
  goldenCases
    .map((golden) => [titleOf(golden), parseLoss(golden.loss)] as const)
    .filter(([, { axes }]) => axes === 'i'),
);

describe.each([...rowLosses])('%s', (_, loss) => {
  test.each(['float32', 'float64'] as const)('expands to the same program as ever, %s', (precision) => {
    const outputs = (given: typeof loss) =>
      lossOutputs(given, ['loss', 'gradient', 'hessian'], { weight: true, mask: '' });
    const counted = (given: typeof loss) => {
      const { instructions } = compileFor(plain, outputs(given), { precision });
      return instructions.map(({ op, axes, value, name }) => [op, axes, value, name].join(' ')).sort();
    };
    expect(counted(foldedLoss(loss))).toEqual(counted(loss));
  });
});

const walks = (kind: object, options: LossProgramOptions) =>
  loopsOf(compileLoss(folding, parseLoss(kind), options)).steps.filter((step) => step.kind === 'loop').length;

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
