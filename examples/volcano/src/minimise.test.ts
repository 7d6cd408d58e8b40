import { expect, test } from 'vitest';
import { minimise, type Objective } from './minimise.js';

/** Rosenbrock 1960: a curved valley, whose minimum is 1 at (1, 1) here. */
const valley: Objective = (parameters, gradient) => {
  const [x, y] = [parameters[0]!, parameters[1]!];
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
  gradient[1] = 200 * (y - x * x);
  return 1 + (1 - x) ** 2 + 100 * (y - x * x) ** 2;
};

test('goes to the end of a curved valley, until nothing is left to gain', () => {
  const { parameters, value, slope, steps } = minimise(valley, Float64Array.of(-1.2, 1), 1000);
  expect(parameters[0]).toBeCloseTo(1, 6);
  expect(parameters[1]).toBeCloseTo(1, 6);
  expect(value).toBeCloseTo(1, 12);
  expect(slope).toBeLessThan(1e-5);
  expect(steps).toBeLessThan(100);
});

test('stays where the value is finite', () => {
  const barrier: Objective = (parameters, gradient) => {
    const x = parameters[0]!;
    gradient[0] = 1 - 1 / x;
    return x > 0 ? x - Math.log(x) : Number.NaN;
  };
  expect(minimise(barrier, Float64Array.of(30), 1000).parameters[0]).toBeCloseTo(1, 6);
});

test('says what slope is left when its steps are used up', () => {
  const { steps, slope } = minimise(valley, Float64Array.of(-1.2, 1), 5);
  expect(steps).toBe(5);
  expect(slope).toBeGreaterThan(0.1);
});

test.each([[-1.2], [0]])('stops where it is flat enough, from (%d, 0) on', (x) => {
  const { slope, steps } = minimise(valley, Float64Array.of(x, 0), 1000, 1e-3);
  expect(slope).toBeLessThan(1e-3);
  expect(slope).toBeGreaterThan(1e-8);
  expect(steps).toBeGreaterThan(5);
});
