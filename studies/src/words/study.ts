import type { Study } from '../study.js';
import { prepare, runSeed } from './experiment.js';
import { partsOf } from './pages.js';
import type { Found } from './tables.js';
import { readWords } from './vectors.js';

export const SEEDS = Array.from({ length: 6 }, (_, k) => k + 1);

export const words: Study<Found> = {
  name: 'words',
  file: 'results/words.json',
  run: (say) => {
    const [known, prepared] = [readWords(), prepare()];
    const runs = SEEDS.map((seed) => {
      say(`seed ${seed} of ${SEEDS.length}`);
      return runSeed(known, seed, prepared);
    });
    return { seeds: SEEDS, runs: runs.flat() };
  },
  partsOf,
};
