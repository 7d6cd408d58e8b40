import { expect, test } from 'vitest';
import { backward, createNetwork, predict } from './network.js';
import { binEdges, errorsByRegion, residuals } from './residuals.js';
import { createSession, type Setting } from './session.js';

const setting: Setting = {
  dataSet: 'peak',
  optimizer: 'adam',
  learningRate: 0.05,
  seed: 3,
  link: { kind: 'exp' },
  important: { from: 2, to: null },
};

function trained(change: Partial<Setting>, steps: number) {
  const session = createSession({ ...setting, ...change });
  session.train(steps);
  const report = session.report();
  session.dispose();
  return report;
}

test('the network backward agrees with differences', () => {
  const network = createNetwork(2, 7);
  const features = Float64Array.of(0.3, -0.5, 1, 0.2, -0.7, 0.9);
  const byScore = Float64Array.of(0.5, -1, 2);
  const value = () =>
    predict(network, features).scores.reduce((sum, score, k) => sum + score * (byScore[k] as number), 0);
  const gradient = backward(network, features, predict(network, features), byScore);
  gradient.forEach((slope, k) => {
    const weight = network.weights[k] as number;
    network.weights[k] = weight + 1e-5;
    const above = value();
    network.weights[k] = weight - 1e-5;
    const below = value();
    network.weights[k] = weight;
    expect(slope).toBeCloseTo((above - below) / 2e-5, 7);
  });
});

test('the same seed gives the same reports, another seed others', () => {
  expect(trained({}, 5)).toEqual(trained({}, 5));
  expect(trained({ seed: 4 }, 5)).not.toEqual(trained({}, 5));
});

test('all three start from the same network', () => {
  const { contenders } = trained({}, 0);
  expect(contenders.map(({ inside }) => inside)).toEqual([
    contenders[0]?.inside,
    contenders[0]?.inside,
    contenders[0]?.inside,
  ]);
});

test('losses fall, and the designed loss errs less than squared error where it matters, more elsewhere', () => {
  const [first, last] = [trained({}, 0), trained({}, 60)];
  for (const [k, { loss }] of last.contenders.entries())
    expect(loss).toBeLessThan(0.8 * (first.contenders[k]?.loss as number));
  const [squared, , designed] = last.contenders;
  expect(designed?.inside).toBeLessThan(squared?.inside as number);
  expect(designed?.outside).toBeGreaterThan(squared?.outside as number);
});

test('steps that are too long for a steep loss end in a report, not in numbers that are none', () => {
  const { contenders } = trained({ optimizer: 'sgd', learningRate: 0.5, dataSet: 'tail', link: { kind: 'exp' } }, 40);
  expect(contenders[2]).toMatchObject({ diverged: true, residuals: [], inside: undefined });
});

test('residuals by bins of the observed score', () => {
  const observed = Float64Array.from({ length: 120 }, (_, k) => k);
  const edges = binEdges(observed);
  const rows = residuals(
    observed.map((score) => score + (score < 60 ? 1 : -2)),
    observed,
    edges,
  );
  expect(rows).toHaveLength(12);
  expect(rows.map(({ count }) => count)).toEqual(Array.from({ length: 12 }, () => 10));
  expect([rows[0]?.bias, rows[11]?.bias, rows[11]?.rmse]).toEqual([1, -2, 2]);
  const errors = errorsByRegion(
    observed.map((score) => score + 3),
    observed,
    { from: 100, to: null },
  );
  expect(errors).toEqual({ inside: 3, outside: 3 });
  expect(errorsByRegion(observed, observed, { from: null, to: null }).outside).toBeUndefined();
});
