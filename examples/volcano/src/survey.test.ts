import { expect, test } from 'vitest';
import { quantile, SURVEYED, surveyOf } from './survey.js';
import { loadTerrain, placesOf } from './terrain.js';

const terrain = loadTerrain();

test('the map has 87 × 61 heights from 94 to 195 m', () => {
  expect(terrain).toMatchObject({ width: 87, height: 61 });
  expect(terrain.heights).toHaveLength(87 * 61);
  expect([Math.min(...terrain.heights), Math.max(...terrain.heights)]).toEqual([94, 195]);
});

test('places go from corner to corner', () => {
  const places = placesOf(terrain);
  expect([...places.slice(0, 2)]).toEqual([-1, -1]);
  expect([...places.slice(2 * 86, 2 * 86 + 2)]).toEqual([1, -1]);
  expect([...places.slice(-2)]).toEqual([1, 1]);
});

test('a survey is of 300 cells, each once, the same for the same seed, with scores of mean 0 and deviation 1', () => {
  const { cells, scores, mean, deviation, edge } = surveyOf(terrain, 1);
  expect(new Set(cells).size).toBe(SURVEYED);
  expect(surveyOf(terrain, 1).cells).toEqual(cells);
  expect(surveyOf(terrain, 2).cells).not.toEqual(cells);
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 10);
  expect(scores.reduce((sum, score) => sum + score ** 2, 0) / SURVEYED).toBeCloseTo(1, 10);
  expect(mean + deviation * scores[7]!).toBeCloseTo(terrain.heights[cells[7]!]!, 10);
  expect(scores.filter((score) => score > edge).length).toBeLessThanOrEqual(SURVEYED / 10);
  expect(scores.filter((score) => score >= edge).length).toBeGreaterThanOrEqual(SURVEYED / 10);
});

test('a quantile lies between two values, linearly', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([4, 1, 3, 2], 1)).toBe(4);
});
