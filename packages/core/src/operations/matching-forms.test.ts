import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import * as losses from '../losses/index.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';

const reference = referenceBackend();
const { byPrecision: _, ...lowerings } = reference.lowerings;

/** Programs for float32 results of float64 arithmetic, run as they are: what the forms themselves are off by. */
const backend = { ...reference, lowerings, arithmetic: 'float64' as const };

const differences = [0, 1e-9, 1e-5, 0.0029, 0.0031, 0.0199, 0.0201, 0.5, 0.99, 1.01, 3, 40, 700];
const starts = [0, 1e-9, 0.3, -0.3, 2, -2, 30, -30, 300, -300, 800, -800];

describe.each([
  ['sigmoid', links.sigmoid()],
  ['tanh', links.tanh()],
  ['arctan', links.arctan()],
])('the form of the %s link for float64 arithmetic', (_, link) => {
  const loss = losses.matching(link);
  const program = compileLoss(backend, loss, { outputs: ['loss', 'gradient'], precision: 'float32' });
  const points = starts.flatMap((s) => differences.flatMap((d) => [-d, d].map((step) => [s, s + step] as const)));
  const [target, predicted] = [0, 1].map((at) => points.map((point) => Math.fround(point[at] as number))) as [
    number[],
    number[],
  ];
  const exact = evaluate(loss, { predicted, target });
  const found = backend.emit(program).run({ examples: points.length, items: 1, data: { predicted, target } });

  test.each(['loss', 'gradient'] as const)('gives the %s to 6e-8', (name) => {
    points.forEach((point, k) => {
      const [value, right] = [found[name]?.[k] as number, exact[name][k] as number];
      expect(Math.abs(value - right), `${point}: ${value}, exactly ${right}`).toBeLessThanOrEqual(
        6e-8 * Math.abs(right) + 2 ** -130,
      );
    });
  });
});
