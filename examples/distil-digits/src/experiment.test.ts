import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { runExperiment, TEACHER } from './experiment.js';

test('every contender has the same budget, of settings that differ', () => {
  for (const { settings } of contenders) {
    expect(new Set(settings.map(({ loss, learningRate }) => JSON.stringify([loss.spec, learningRate]))).size).toBe(4);
  }
});

test('a small run: the teacher learns, and students learn from it', { timeout: 120_000 }, async () => {
  await startBackend();
  const plan = { seeds: 1, digits: 2000, epochs: 10, teacherEpochs: 5, settings: 2 };
  const runs = runExperiment(plan, () => {});
  expect(runs.map(({ contender }) => contender)).toEqual([TEACHER, ...contenders.map(({ name }) => name)]);
  const [teacher, ...students] = runs;
  expect(teacher).toMatchObject({ topTwo: 1, marginError: 0 });
  expect(teacher!.accuracy).toBeGreaterThan(0.75);
  for (const { accuracy, topTwo } of students) {
    expect(accuracy).toBeGreaterThan(0.4);
    // Guessing two of ten classes in order is right once in 90.
    expect(topTwo).toBeGreaterThan(0.2);
  }
});
