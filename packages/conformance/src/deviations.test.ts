import { expect, test } from 'vitest';
import { covers, type KnownDeviation } from './deviations.js';

const deviation: KnownDeviation = { case: 'values/x', size: 3, reason: 'why', reference: 'where' };
const fault = { output: 'loss', share: 3 };

test('covers faults up to its size', () => {
  expect(covers(deviation, 'values/x', fault)).toBe(true);
  expect(covers(deviation, 'values/x', { ...fault, share: 3.01 })).toBe(false);
});

test('covers its own case and output alone', () => {
  expect(covers(deviation, 'values/y', fault)).toBe(false);
  expect(covers({ ...deviation, output: 'loss' }, 'values/x', fault)).toBe(true);
  expect(covers({ ...deviation, output: 'gradient' }, 'values/x', fault)).toBe(false);
});

test('only one of infinite size covers what has no size', () => {
  const endless = { ...fault, share: Number.POSITIVE_INFINITY };
  expect(covers(deviation, 'values/x', endless)).toBe(false);
  expect(covers({ ...deviation, size: Number.POSITIVE_INFINITY }, 'values/x', endless)).toBe(true);
});
