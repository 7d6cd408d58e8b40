import { expect, test } from 'vitest';
import { fitEncoder } from './features.js';
import type { Flight } from './flights.js';

const flight: Flight = {
  hour: 7,
  weekday: 1,
  distanceMiles: 500,
  origin: 'ATL',
  destination: 'ORD',
  delayMinutes: 12,
  score: 1,
};
const training = Array.from({ length: 60 }, () => flight);

test('a row holds hour, weekday, distance and both airports', () => {
  const { width, encode } = fitEncoder(training);
  expect(width).toBe(24 + 7 + 2 + 2 + 2);
  const row = encode([flight]);
  expect([...row.keys()].filter((column) => row[column] !== 0)).toEqual([7, 25, 31, 33, 35]);
});

test('airports unseen in training share one column', () => {
  const { encode } = fitEncoder(training);
  const rows = ['XXX', 'YYY'].map((origin) => encode([{ ...flight, origin }]));
  expect(rows[0]![34]).toBe(1);
  expect(rows[0]).toEqual(rows[1]);
});

test('nothing of the delay is among the features', () => {
  const { encode } = fitEncoder(training);
  expect(encode([{ ...flight, delayMinutes: 500, score: 4.6 }])).toEqual(encode([flight]));
});
