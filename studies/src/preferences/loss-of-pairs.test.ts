import { links, losses } from '@lossmith/wasm';
import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { ofGaps } from './loss-of-pairs.js';

const rows = Float64Array.of(1.2, 0.4, -0.3, 0.9, 2.5, 0.1);
const gaps = Float64Array.of(0.5, 1, 2);
const softplus = (x: number) => Math.log1p(Math.exp(x));
const at = (id: string, number: number) => contenders.find((one) => one.id === id)!.lossAt(number)(gaps);
const valueAt = (id: string, number: number) => at(id, number)(rows, new Float64Array(6));
const leads = [0.8, -1.2, 2.4];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('by hand: the losses of choices, and the margin', () => {
  expect(valueAt('logistic', 0)).toBeCloseTo(mean(leads.map((lead) => softplus(-lead))), 12);
  expect(valueAt('ipo', 0)).toBeCloseTo(mean(leads.map((lead) => (lead - 0.5) ** 2)), 12);
  expect(valueAt('hinge', 0)).toBeCloseTo(mean([0.2, 2.2, 0]), 12);
  expect(valueAt('margin', 0.5)).toBeCloseTo(mean(leads.map((lead, k) => softplus(0.5 * gaps[k]! - lead))), 12);
});

test('by hand: the losses of gaps', () => {
  expect(valueAt('squared', 0)).toBeCloseTo(mean([0.3, -2.2, 0.4].map((off) => off ** 2 / 2)), 12);
  expect(valueAt('huber', 1)).toBeCloseTo(mean([0.3 ** 2 / 2, 2.2 - 0.5, 0.4 ** 2 / 2]), 12);
});

test.each(contenders)('the gradient of $name is that of its value', ({ id, grid }) => {
  const loss = at(id, grid[2]!);
  const gradient = new Float64Array(6);
  loss(rows, gradient);
  gradient.forEach((slope, k) => {
    const shifted = (by: number) =>
      loss(
        rows.map((row, j) => (j === k ? row + by : row)),
        new Float64Array(6),
      );
    expect(slope).toBeCloseTo((shifted(1e-5) - shifted(-1e-5)) / 2e-5, 7);
  });
});

test('weights that overflow give no value', () => {
  const make = ofGaps(losses.preference(links.identity(), { target: 'gap' }), () => Float64Array.of(1, Infinity, 1));
  expect(make(gaps)(rows, new Float64Array(6))).toBeNaN();
});
