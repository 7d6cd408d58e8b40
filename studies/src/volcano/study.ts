import { loadTerrain } from '@lossmith-examples/volcano/terrain';
import type { Study } from '../study.js';
import { runResamples, runSurvey } from './crossed.js';
import { type Found, partsOf } from './pages.js';
import { collectSpreads } from './spread.js';

export const SEEDS = 10;
const RESAMPLED = { surveys: 4, times: 10 };

export const volcano: Study<Found> = {
  name: 'volcano',
  file: 'results/volcano.json',
  run: (say) => {
    const terrain = loadTerrain();
    const trained = Array.from({ length: SEEDS }, (_, k) => {
      say(`survey ${k + 1} of ${SEEDS}`);
      return runSurvey(terrain, k + 1);
    }).flat();
    const resamples = Array.from({ length: RESAMPLED.surveys }, (_, k) => {
      say(`resamples of survey ${k + 1} of ${RESAMPLED.surveys}`);
      return runResamples(terrain, k + 1, RESAMPLED.times);
    });
    const spreads = collectSpreads(trained, resamples, terrain);
    return { seeds: SEEDS, spreads, runs: trained.map(({ run }) => run) };
  },
  partsOf,
};
