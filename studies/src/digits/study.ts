import { loadDigits } from '@lossmith-examples/distil-digits/digits';
import type { Room } from '@lossmith-examples/distil-digits/experiment';
import { teach } from '@lossmith-examples/distil-digits/teacher';
import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { chosenRuns } from '../contest.js';
import type { Study } from '../study.js';
import { contestOf } from './contest.js';
import { type Run, runRoom } from './experiment.js';
import { type Found, partsOf } from './pages.js';

/** Those whose splits the example did not use. */
export const SEEDS = Array.from({ length: 6 }, (_, k) => k + 11);
const IMAGES = 6000;
const EPOCHS = { teacher: 12, student: 15, longer: 45 } as const;
/** How many of the seeds are trained longer, too. */
export const LONGER = 2;

/** Gives the room of a seed. */
export function loadRooms(): (seed: number) => Room {
  const splitOf = loadDigits(IMAGES);
  return (seed) => {
    const split = splitOf(seed);
    return { split, teaching: teach(split, EPOCHS.teacher, seed), seed, epochs: EPOCHS.student };
  };
}

/** The settings that were chosen in a room, trained three times as long. */
function trainLonger(room: Room, runs: readonly Run[]): readonly Run[] {
  const contest = contestOf([room.seed], runs);
  const chosen = ({ id }: { readonly id: string }, setting: number) => chosenRuns(contest, id)[0]!.setting === setting;
  return runRoom({ ...room, epochs: EPOCHS.longer }, chosen);
}

export const digits: Study<Found> = {
  name: 'digits',
  file: 'results/digits.json',
  run: async (say) => {
    await startBackend();
    const roomOf = loadRooms();
    const found = SEEDS.map((seed, k) => {
      say(`seed ${seed} of ${SEEDS.at(-1)}`);
      const room = roomOf(seed);
      const runs = runRoom(room);
      return { runs, longer: k < LONGER ? trainLonger(room, runs) : [] };
    });
    return { seeds: SEEDS, runs: found.flatMap(({ runs }) => runs), longer: found.flatMap(({ longer }) => longer) };
  },
  partsOf,
};
