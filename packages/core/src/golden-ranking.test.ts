import { describe, expect, test } from 'vitest';
import { lossOf, numbersIn, padded, rankingCases } from '../test/golden-ranking.js';
import { evaluate } from './evaluate.js';

type Rows = readonly (readonly number[])[];

/** Gradients as one row per list, whichever way the case has them. */
function rowsOf(gradient: unknown): Rows {
  const values = numbersIn(gradient);
  if (Array.isArray(values)) return padded(values as Rows).values;
  const { policyChosen, policyRejected } = values as Record<string, number[]>;
  return (policyChosen as number[]).map((chosen, k) => [chosen, (policyRejected as number[])[k] as number]);
}

/** What log-probabilities were divided by before they were given: derivatives by them are by that much larger. */
function lengthsOf(input: Readonly<Record<string, unknown>>): readonly number[] {
  const [chosen, rejected] = [numbersIn(input.lengthChosen), numbersIn(input.lengthRejected)] as (
    | number[]
    | undefined
  )[];
  return chosen === undefined ? [] : chosen.flatMap((length, k) => [length, rejected?.[k] as number]);
}

const relative = (value: number, exact: number, size = Math.abs(exact)) =>
  value === exact ? 0 : Math.abs(value - exact) / size;

const known = rankingCases.flatMap((golden) => {
  const found = lossOf(golden);
  return found === undefined ? [] : [{ id: golden.id, golden, ...found }];
});

describe('pairs, lists, preferences and distillation meet exact values', () => {
  test.each(known)('$id', ({ golden, loss, inputs }) => {
    const { loss: exactLoss, gradient } = golden.allOrderedPairs ?? golden;
    const result = evaluate(loss, inputs, { reduction: 'mean' });
    expect(relative(result.loss[0] as number, Number(exactLoss))).toBeLessThan(1e-12);
    const lengths = lengthsOf(golden.input);
    const exact = rowsOf(gradient).flat();
    const sizes = golden.gradientMagnitude === undefined ? exact : rowsOf(golden.gradientMagnitude).flat();
    exact.forEach((value, k) => {
      const size = Math.max(Math.abs(value), Math.abs(sizes[k] as number));
      const actual = (result.gradient[k] as number) / (lengths[k] ?? 1);
      expect(relative(actual, value, size), `gradient[${k}]`).toBeLessThan(1e-12);
    });
  });

  test('most of the cases are among them', () => expect(known.length).toBeGreaterThanOrEqual(89));
});
