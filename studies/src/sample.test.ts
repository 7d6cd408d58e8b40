import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';
import { otlCircuit } from './otl-circuit.js';
import { drawSample } from './sample.js';

test('inputs fill −1 to 1, and are those that the values belong to', () => {
  const { places, values } = drawSample(otlCircuit, 500, xoroshiro128plus(1));
  expect(Math.min(...places)).toBeLessThan(-0.99);
  expect(Math.max(...places)).toBeGreaterThan(0.99);
  expect(places.every((place) => Math.abs(place) <= 1)).toBe(true);
  const { ranges, value } = otlCircuit;
  values.forEach((found, point) => {
    const inputs = ranges.map(([, from, to], k) => from + ((places[point * ranges.length + k]! + 1) / 2) * (to - from));
    expect(found / value(inputs)).toBeCloseTo(1, 6);
  });
});
