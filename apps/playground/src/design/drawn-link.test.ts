import { evaluateLink } from '@lossmith/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { buildLink } from './build-link.js';
import { drawnLink } from './drawn-link.js';
import { type Drawn, knotAt } from './part.js';

const drawings = fc.record({
  kind: fc.constant('drawn' as const),
  curve: fc.constantFrom('lines' as const, 'smooth' as const, 'steps' as const),
  from: fc.integer({ min: -20, max: 0 }),
  to: fc.integer({ min: 1, max: 30 }),
  values: fc
    .array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 17 })
    .filter((values) => values.some((value) => value > 0)),
});

const sensitivityAt = (drawn: Drawn, scores: readonly number[]) =>
  evaluateLink(buildLink(drawnLink(drawn)), scores).sensitivity;

const tallest = ({ values }: Drawn) => Math.max(...values);

/** Numbers of a drawing are rounded for the sake of short links and code. */
const expectNear = (given: number | undefined, wanted: number, size: number) =>
  expect(Math.abs((given as number) - wanted)).toBeLessThan(1e-5 * size);

describe('drawnLink', () => {
  test('in straight lines the sensitivity goes through every knot, and half-way between them', () => {
    fc.assert(
      fc.property(drawings, (given) => {
        const drawn: Drawn = { ...given, curve: 'lines' };
        const knots = drawn.values.map((_, k) => knotAt(drawn, k));
        const sensitivity = sensitivityAt(drawn, knots);
        for (const [k, value] of drawn.values.entries()) expectNear(sensitivity[k], value, tallest(drawn));
        const middles = knots.slice(1).map((knot, k) => (knot + (knots[k] as number)) / 2);
        const between = sensitivityAt(drawn, middles);
        middles.forEach((_, k) => {
          const mean = ((drawn.values[k] as number) + (drawn.values[k + 1] as number)) / 2;
          expectNear(between[k], mean, tallest(drawn));
        });
      }),
      runs(20, 100),
    );
  });

  test('every curve has the same area between neighbouring knots', () => {
    fc.assert(
      fc.property(drawings, (drawn) => {
        const knots = drawn.values.map((_, k) => knotAt(drawn, k));
        const { output } = evaluateLink(buildLink(drawnLink(drawn)), knots);
        knots.slice(1).forEach((knot, k) => {
          const [low, high] = [drawn.values[k] as number, drawn.values[k + 1] as number];
          const area = ((low + high) / 2) * (knot - (knots[k] as number));
          expectNear((output[k + 1] as number) - (output[k] as number), area, tallest(drawn) * (drawn.to - drawn.from));
        });
      }),
      runs(20, 100),
    );
  });

  test('a hill is one region, a valley comes down from the left end', () => {
    expect(drawnLink({ kind: 'drawn', curve: 'lines', from: 0, to: 4, values: [0, 0, 2, 0, 0] })).toEqual({
      kind: 'fromSensitivity',
      floor: 0,
      regions: [{ from: 1.5, to: 2.5, gain: 2, softness: 1 }],
    });
    expect(drawnLink({ kind: 'drawn', curve: 'lines', from: 0, to: 2, values: [3, 1, 3] })).toEqual({
      kind: 'fromSensitivity',
      floor: 1,
      regions: [
        { to: 0.5, gain: 2, softness: 1 },
        { from: 1.5, gain: 2, softness: 1 },
      ],
    });
  });
});
