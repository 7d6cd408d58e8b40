import { expect, test } from 'vitest';
import { loadFlights } from './flights.js';
import { delayOf, isLate, REGION_EDGE, scoreOf } from './region.js';

const flights = loadFlights();
const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)];

test('20,000 flights with sound values', () => {
  expect(flights).toHaveLength(20_000);
  expect(range(flights.map(({ hour }) => hour))).toEqual([0, 23]);
  expect(range(flights.map(({ weekday }) => weekday))).toEqual([0, 6]);
  const [shortest, longest] = range(flights.map(({ distanceMiles }) => distanceMiles)) as [number, number];
  expect(shortest).toBeGreaterThan(0);
  expect(longest).toBeLessThan(5_100);
  for (const { origin, destination, delayMinutes } of flights) {
    expect(origin).toMatch(/^[A-Z]{3}$/);
    expect(destination).toMatch(/^[A-Z]{3}$/);
    expect(Number.isInteger(delayMinutes)).toBe(true);
  }
});

test('an eighth of the flights is late', () => {
  const late = flights.filter(({ score }) => isLate(score));
  expect(late).toEqual(flights.filter(({ delayMinutes }) => delayMinutes > 30));
  expect(late.length / flights.length).toBeCloseTo(0.125, 3);
});

test('1 January 2001 was a Monday', () => {
  expect(flights[0]).toMatchObject({ hour: 0, weekday: 1, origin: 'DTW', destination: 'LAS', delayMinutes: 66 });
});

test('scores and delays turn into each other', () => {
  expect(REGION_EDGE).toBeCloseTo(1.818, 3);
  for (const delay of [-59, 0, 30, 522]) expect(delayOf(scoreOf(delay))).toBeCloseTo(delay, 9);
});
