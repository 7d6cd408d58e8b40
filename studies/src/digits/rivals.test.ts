import { expect, test } from 'vitest';
import { rivals } from './rivals.js';
import { SETTINGS } from './settings.js';

test('every loss has as many settings, that differ', () => {
  const known = { deviation: 5, second: 3 };
  for (const { settingsFor } of rivals) {
    const settings = settingsFor(known).map(({ strength, start, learningRate }) => [strength, start, learningRate]);
    expect(new Set(settings.map((setting) => JSON.stringify(setting))).size).toBe(SETTINGS);
  }
});
