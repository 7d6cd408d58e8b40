import type { Study } from '../study.js';
import { tasks } from '../tasks.js';
import { runTask } from './experiment.js';
import { type Found, partsOf } from './pages.js';

export const SEEDS = [1];

/** The simulations; dwell times have noise. */
export const startTasks = tasks.filter(({ id }) => id !== 'dwell');

export const starts: Study<Found> = {
  name: 'starts',
  file: 'results/starts.json',
  run: (say) => {
    const runs = startTasks.flatMap((task) =>
      SEEDS.flatMap((seed) => {
        say(`${task.name}: seed ${seed} of ${SEEDS.length}`);
        return runTask(task, seed);
      }),
    );
    return { seeds: SEEDS, runs };
  },
  partsOf,
};
