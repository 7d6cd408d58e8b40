import { loadFilms } from '@lossmith-examples/rank-films/films';
import type { Study } from '../study.js';
import { runSeed } from './experiment.js';
import { type Found, partsOf } from './pages.js';

/** Those whose splits the example did not use. */
export const SEEDS = Array.from({ length: 10 }, (_, k) => k + 11);

export const films: Study<Found> = {
  name: 'films',
  file: 'results/films.json',
  run: (say) => {
    const all = loadFilms();
    const runs = SEEDS.flatMap((seed) => {
      say(`seed ${seed} of ${SEEDS.at(-1)}`);
      return runSeed(all, seed);
    });
    return { seeds: SEEDS, runs };
  },
  partsOf,
};
