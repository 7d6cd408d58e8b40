import { loadDigits, type Split } from '@lossmith-examples/distil-digits/digits';
import type { Room } from '@lossmith-examples/distil-digits/experiment';
import { teach } from '@lossmith-examples/distil-digits/teacher';
import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { bestOf } from '../choice.js';
import type { Study } from '../study.js';
import { type Run, runRoom } from './experiment.js';
import { type Found, partsOf } from './pages.js';

/** Those whose splits the example did not use. */
export const SEEDS = Array.from({ length: 6 }, (_, k) => k + 11);
const IMAGES = 6000;
const EPOCHS = { teacher: 12, student: 15, longer: 45 } as const;
/** How many of the seeds are trained longer, too. */
const LONGER = 2;

const taught = (split: Split, seed: number): Room => ({
  split,
  teaching: teach(split, EPOCHS.teacher, seed),
  seed,
  epochs: EPOCHS.student,
});

/** Gives the room of a seed. */
export function loadRooms(): (seed: number) => Room {
  const splitOf = loadDigits(IMAGES);
  return (seed) => taught(splitOf(seed), seed);
}

/** By agreement on validation images. */
export const chosenOf = (runs: readonly Run[], contender: string, seed: number): Run =>
  bestOf(
    runs.filter((run) => run.contender === contender && run.seed === seed),
    ({ validation }) => validation.topTwo,
  );

export const digits: Study<Found> = {
  name: 'digits',
  file: 'results/digits.json',
  run: async (say) => {
    await startBackend();
    const roomOf = loadRooms();
    const rooms = SEEDS.map((seed) => {
      say(`seed ${seed} of ${SEEDS.at(-1)}`);
      const room = roomOf(seed);
      return { room, runs: runRoom(room) };
    });
    const longer = rooms.slice(0, LONGER).flatMap(({ room, runs }) => {
      say(`seed ${room.seed}, longer`);
      const wanted = ({ id }: { readonly id: string }, setting: number) =>
        setting === chosenOf(runs, id, room.seed).setting;
      return runRoom({ ...room, epochs: EPOCHS.longer }, wanted);
    });
    return { seeds: SEEDS, runs: rooms.flatMap(({ runs }) => runs), longer };
  },
  partsOf,
};
