import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';
import * as losses from './index.js';
import type { Loss } from './loss.js';

const reference = referenceBackend();
const { byPrecision: _, ...lowerings } = reference.lowerings;

/** Programs for float32 results of float64 arithmetic, run as they are: what the forms themselves are off by. */
const backend = { ...reference, lowerings, arithmetic: 'float64' as const };

function runWide(loss: Loss, predicted: number[], target: number[]) {
  const program = compileLoss(backend, loss, { outputs: ['loss', 'gradient'], precision: 'float32' });
  return backend.emit(program).run({ examples: 1, items: predicted.length, data: { predicted, target } });
}

const transforms = { identity: links.identity(), exp: links.exp({ rate: 0.5 }), softplus: links.softplus() };
const forms = Object.entries(transforms).flatMap(([name, transform]) => [
  [`${name}, matching form`, losses.compositeSoftmax(transform, { form: 'matching' })] as const,
  [`${name}, divergence form`, losses.compositeSoftmax(transform, { form: 'divergence' })] as const,
]);

const start = [1, 0.25, -2, 3.5, 0];
const moves = [1, -0.5, 0.25, -0.125, 0.75];

describe.each(forms)('a row in float64 arithmetic, %s', (_, loss) => {
  test.each([0, 2 ** -40, 2 ** -20, 2 ** -10, 0.5, 2, 6, 20])('is what it is for moves times %d', (size) => {
    const predicted = start.map((s, k) => s + size * (moves[k] as number));
    const [found, exact] = [
      runWide(loss, predicted, start),
      evaluate(loss, { predicted: [predicted], target: [start] }),
    ];
    const right = exact.loss[0] as number;
    expect(Math.abs((found.loss?.[0] as number) - right)).toBeLessThanOrEqual(2e-8 * right);
    const largest = Math.max(...exact.gradient.map(Math.abs));
    exact.gradient.forEach((g, k) => {
      expect(Math.abs((found.gradient?.[k] as number) - g)).toBeLessThanOrEqual(2e-8 * Math.abs(g) + 1e-12 * largest);
    });
  });
});

test('a shift of all classes, which changes nothing, has no loss and no gradient at all', () => {
  const rows = [
    [-0.415039063, -0.374023438, 2.48046875],
    [-1.91601563, 1.7578125, 1.70800781],
    [-0.87109375, 2.1328125, 0.204101563],
  ].map((row) => row.map((s) => Math.round(s * 2048) / 2048));
  for (const row of rows) {
    for (const shift of [1.5, 5]) {
      const { loss, gradient } = runWide(
        losses.softmax(),
        row.map((s) => s + shift),
        row,
      );
      expect(loss?.[0]).toBe(0);
      expect([...(gradient as Float64Array)].every((g) => g === 0)).toBe(true);
    }
  }
});

test('a class that is almost ruled out, and then is not, keeps its digits', () => {
  const [predicted, target] = [
    [0, 100],
    [0, -900],
  ];
  const found = runWide(losses.softmax(), predicted, target);
  const exact = evaluate(losses.softmax(), { predicted: [predicted], target: [target] });
  expect(found.loss?.[0]).toBeCloseTo(exact.loss[0] as number, 12);
  expect([...(found.gradient as Float64Array)]).toEqual([...exact.gradient].map((g) => expect.closeTo(g, 12)));
});

test('where transformed scores lie 10²¹ apart the gradient is still U′(ŝ)(q̂ − q)', () => {
  const loss = losses.compositeSoftmax(transforms.exp, { form: 'divergence' });
  const { gradient } = runWide(loss, [100, 0], [1, 3]);
  const [low, high] = [Math.exp(0.5), Math.exp(1.5)];
  const share = 1 / (1 + Math.exp(low - high));
  expect((gradient as Float64Array)[0]).toBeCloseTo(0.5 * Math.exp(50) * share, -10);
  expect((gradient as Float64Array)[1]).toBeCloseTo(-0.5 * share, 12);
});
