import { expect, test } from 'vitest';
import { race } from './race.js';

/** Racers that note their turns; a sample is the number of turns so far. */
function noting(names: readonly string[]) {
  const turns: string[] = [];
  const racers = names.map((name) => ({
    name,
    warm: async () => {
      turns.push(`warm ${name}`);
    },
    sample: async () => turns.push(name),
  }));
  return { turns, racers };
}

test('all are warmed up, then take turns, every other round backwards', async () => {
  const { turns, racers } = noting(['a', 'b', 'c']);
  const samples = await race(racers, { seconds: 0, least: 3, most: 9 });
  expect(turns.join(' ')).toBe('warm a warm b warm c a b c c b a a b c');
  expect(samples).toEqual({ a: [4, 9, 10], b: [5, 8, 11], c: [6, 7, 12] });
});

test('there are as many rounds as there is time for, and no more than the most', async () => {
  const { racers } = noting(['a']);
  expect((await race(racers, { seconds: 60, least: 1, most: 7 })).a).toHaveLength(7);
  const slow = [
    { name: 'slow', warm: async () => {}, sample: () => new Promise<number>((done) => setTimeout(done, 50, 1)) },
  ];
  const { length } = (await race(slow, { seconds: 0.3, least: 1, most: 99 })).slow!;
  expect(length).toBeGreaterThanOrEqual(1);
  expect(length).toBeLessThanOrEqual(6);
});
