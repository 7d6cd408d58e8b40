import { expect, test } from 'vitest';
import { initialState, type Row } from '../state/state.js';
import { rowValues } from './row-values.js';

const row: Row = { ...initialState.row, predicted: [4, 3.8, 1, 0, -2], target: [4, 3.8, 1, 0, -2] };
const valuesOf = (change: Partial<Row>) => {
  const values = rowValues({ ...row, ...change }, { kind: 'sigmoid' });
  if ('problem' in values) throw new Error(values.problem);
  return values;
};

test('the curvature between the top two is 0.48 for Softmax and 6.4 for exp of rate 0.5 (design, 3.2)', () => {
  expect(valuesOf({ transform: 'identity' }).topCurvature).toBeCloseTo(0.48, 2);
  expect(valuesOf({ transform: 'exp', rate: 0.5 }).topCurvature).toBeCloseTo(6.4, 1);
  expect(valuesOf({ loss: 'softmax' }).topCurvature).toBeCloseTo(valuesOf({ transform: 'identity' }).topCurvature, 6);
});

test('at the target the loss and its gradient are 0, and both rows of probabilities the same', () => {
  for (const loss of ['matching', 'divergence', 'softmax', 'pairwise'] as const) {
    const values = valuesOf({ loss });
    expect(values.loss).toBe(0);
    for (const gradient of values.gradient) expect(gradient).toBe(0);
    expect(values.predicted).toEqual(values.target);
  }
});

test('probabilities are those of Softmax', () => {
  const { predicted } = valuesOf({ loss: 'softmax', temperature: 2 });
  const powers = row.predicted.map((score) => Math.exp(score / 2));
  const total = powers.reduce((sum, power) => sum + power, 0);
  for (const [k, power] of powers.entries()) expect(predicted?.[k]).toBeCloseTo(power / total, 12);
});

test('a transform that is not convex is refused in the matching form, with what to do', () => {
  const values = rowValues({ ...row, transform: 'designed' }, { kind: 'sigmoid' });
  expect(values).toMatchObject({ problem: expect.stringMatching(/convex/) });
});
