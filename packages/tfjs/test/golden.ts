import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { whole } from '../../../vitest.whole.ts';
import { isNormal } from './numbers.ts';

type Nested = readonly (number | readonly number[])[];
type Outputs<T> = Readonly<Record<'loss' | 'gradient' | 'hessian', T>>;

/** A loss with exact values, and the error each may have. */
export interface GoldenCase {
  readonly loss: { readonly kind: string; readonly target: string };
  readonly predicted: Nested;
  readonly target: Nested;
  readonly expected: Outputs<readonly (string | readonly string[])[]>;
  readonly allowed: { readonly float32: Outputs<Nested> };
}

const file = new URL('../../conformance/golden/matching.json', import.meta.url);
export const goldenCases = (JSON.parse(readFileSync(file, 'utf8')) as { cases: GoldenCase[] }).cases;

/** Each case with its loss as JSON for a title; a third of them in a quick run, which has the kit's exact values too. */
export const titledCases = goldenCases
  .filter((_, k) => whole || k % 3 === 0)
  .map((golden) => [JSON.stringify(golden.loss), golden] as const);

/** 'compositeSoftmax divergence exp score', say: everything about a loss but its numbers. */
export function titleOf(loss: object): string {
  const { kind, target, form, link, transform } = loss as Record<string, { kind?: string } | string | undefined>;
  const inner = (link ?? transform) as { kind?: string } | undefined;
  return [kind, form, inner?.kind, target].filter(Boolean).join(' ');
}

/** One case of every kind of loss, link and target. */
export const oneOfEachKind = goldenCases.filter(
  ({ loss }, k) => goldenCases.findIndex((other) => titleOf(other.loss) === titleOf(loss)) === k,
);

/** Predicted and target as tensors, labels int32. */
export function tensorsOf({ loss, predicted, target }: Pick<GoldenCase, 'loss' | 'predicted' | 'target'>) {
  return {
    predicted: tf.tensor(predicted as number[], undefined, 'float32'),
    target: tf.tensor(target as number[], undefined, loss.target === 'label' ? 'int32' : 'float32'),
  };
}

/** A line for every value that is further off than it may be; values that are no normal float32 do not count, zeros do. */
export function faults(golden: GoldenCase, name: keyof GoldenCase['expected'], actual: ArrayLike<number>): string[] {
  const expected = golden.expected[name].flat() as string[];
  const allowed = golden.allowed.float32[name].flat() as (number | null)[];
  if (actual.length !== expected.length) return [`${name} has ${actual.length} values, expected ${expected.length}`];
  return expected.flatMap((text, k) => {
    const [exact, value, limit] = [Number(text), actual[k] as number, allowed[k]];
    if (exact === 0) return value === 0 ? [] : [`${name}[${k}] is ${value}, exactly 0`];
    if (!isNormal(exact) || limit === null || limit === undefined) return [];
    return Math.abs(value - exact) <= limit ? [] : [`${name}[${k}] is ${value}, exactly ${text} within ${limit}`];
  });
}
