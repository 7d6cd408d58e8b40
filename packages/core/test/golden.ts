import { readFileSync } from 'node:fs';
import type { LossSpec } from '../src/losses/loss.js';

type Nested = readonly (number | readonly number[])[];
type Output = 'loss' | 'gradient' | 'hessian';

/** One loss with exact values, and the error each value may have. */
export interface GoldenCase {
  readonly loss: LossSpec;
  readonly predicted: Nested;
  readonly target: Nested;
  readonly expected: Readonly<Record<Output, readonly (string | readonly string[])[]>>;
  readonly allowed: Readonly<Record<'float32' | 'float64', Readonly<Record<Output, Nested>>>>;
}

const outputNames: readonly Output[] = ['loss', 'gradient', 'hessian'];

export const goldenCases: readonly GoldenCase[] = JSON.parse(
  readFileSync(new URL('../../conformance/golden/matching.json', import.meta.url), 'utf8'),
).cases;

export const titleOf = ({ loss }: GoldenCase): string => JSON.stringify(loss);

/** The largest error as a share of what is allowed, and where it is. */
export function worstShare(
  golden: GoldenCase,
  precision: 'float32' | 'float64',
  actual: Readonly<Record<Output, ArrayLike<number>>>,
): { share: number; at: string } {
  let worst = { share: 0, at: 'nowhere' };
  for (const name of outputNames) {
    const expected = (golden.expected[name] as readonly string[]).flat().map(Number);
    const allowed = golden.allowed[precision][name].flat();
    expected.forEach((exact, k) => {
      const size = Math.abs(exact);
      if (precision === 'float32' && exact !== 0 && (size < 2 ** -126 || size >= 2 ** 128)) return;
      const error = Math.abs((actual[name][k] as number) - exact);
      const share = error === 0 ? 0 : error / (allowed[k] as number);
      if (!(share <= worst.share)) worst = { share, at: `${name}[${k}]: ${actual[name][k]} instead of ${exact}` };
    });
  }
  return worst;
}
