import { educate, type Room } from '@lossmith-examples/distil-digits/experiment';
import type { Quality as Measured } from '@lossmith-examples/distil-digits/measure';
import { rounded } from '../rounded.js';
import { knownOf } from './known.js';
import { type Rival, rivals } from './rivals.js';

/** `topTwo`: the share of images whose two highest classes are the teacher's, in its order. */
export type Quality = Pick<Measured, 'topTwo' | 'accuracy'>;

export interface Run {
  readonly contender: string;
  /** Which of its settings. */
  readonly setting: number;
  readonly seed: number;
  readonly epochs: number;
  readonly validation: Quality;
  readonly test: Quality;
}

const roundedQuality = ({ topTwo, accuracy }: Quality): Quality => ({
  topTwo: rounded(topTwo),
  accuracy: rounded(accuracy),
});

/** Starts lie so far apart that none is another seed's, nor its teacher's, which is 1000 from its seed. */
const startOf = (seed: number, start: number) => seed + 100 * start;

/** The settings of the losses, or those that are wanted, in one room: a seed's images, its teacher and so many epochs. */
export function runRoom(room: Room, wanted: (rival: Rival, setting: number) => boolean = () => true): readonly Run[] {
  const known = knownOf(room.teaching.train);
  return rivals.flatMap((rival) => {
    const targets = rival.targetsOf(room);
    const settings = rival.settingsFor(known).map((setting, k) => ({ setting, k }));
    return settings
      .filter(({ k }) => wanted(rival, k))
      .map(({ setting, k }): Run => {
        const found = educate({ ...setting, targets, start: startOf(room.seed, setting.start) }, room);
        const quality = { validation: roundedQuality(found.validation), test: roundedQuality(found.test) };
        return { contender: rival.id, setting: k, seed: room.seed, epochs: room.epochs, ...quality };
      });
  });
}
