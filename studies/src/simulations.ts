import { runSeed } from './experiment.js';
import { partsOf } from './pages.js';
import type { Results } from './results.js';
import type { Study } from './study.js';
import { tasks } from './tasks.js';

const SEEDS = 10;

/** Every loss at every setting on every task. */
export const simulations: Study<Omit<Results, 'ran'>> = {
  name: 'simulations',
  file: 'results.json',
  run: (say) => {
    const runs = tasks.flatMap((task) =>
      Array.from({ length: SEEDS }, (_, k) => {
        say(`${task.name}: seed ${k + 1} of ${SEEDS}`);
        return runSeed(task, k + 1);
      }).flat(),
    );
    return { seeds: SEEDS, runs };
  },
  partsOf,
};
