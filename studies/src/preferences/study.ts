import type { Study } from '../study.js';
import { prepare, runSeed } from './experiment.js';
import { type Found, partsOf } from './pages.js';
import { rewards } from './rewards.js';

export const SEEDS: readonly number[] = Array.from({ length: 10 }, (_, k) => k + 1);

export const preferences: Study<Found> = {
  name: 'preferences',
  file: 'results/preferences.json',
  run: (say) => {
    const prepared = prepare();
    const runs = rewards.flatMap((reward) =>
      SEEDS.flatMap((seed) => {
        say(`${reward.id}, seed ${seed} of ${SEEDS.length}`);
        return runSeed(reward, seed, prepared);
      }),
    );
    return { seeds: SEEDS, runs };
  },
  partsOf,
};
