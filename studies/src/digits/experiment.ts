import { educate, type Room } from '@lossmith-examples/distil-digits/experiment';
import { CLASSES } from '@lossmith-examples/distil-digits/network';
import { quantile } from '@lossmith-examples/volcano/survey';
import { rounded } from '../rounded.js';
import { type Known, type Rival, rivals } from './rivals.js';

export interface Quality {
  /** The share of images whose two highest classes are the teacher's, in its order. */
  readonly topTwo: number;
  readonly accuracy: number;
}

export interface Run {
  readonly contender: string;
  /** Which of its settings. */
  readonly setting: number;
  readonly seed: number;
  readonly epochs: number;
  readonly validation: Quality;
  readonly test: Quality;
}

/** What is known of the teacher's scores, ten for each image, of mean 0. */
function knownOf(scores: Float32Array): Known {
  const squares = scores.reduce((sum, score) => sum + score * score, 0);
  const seconds = Array.from(
    { length: scores.length / CLASSES },
    (_, k) =>
      scores
        .slice(k * CLASSES, (k + 1) * CLASSES)
        .sort()
        .at(-2)!,
  );
  return { deviation: Math.sqrt(squares / scores.length), second: quantile(seconds, 0.5) };
}

const roundedQuality = ({ topTwo, accuracy }: Quality): Quality => ({
  topTwo: rounded(topTwo),
  accuracy: rounded(accuracy),
});

/** The settings of the losses, or those that are wanted, in one room: a seed's images, its teacher and so many epochs. */
export function runRoom(room: Room, wanted: (rival: Rival, setting: number) => boolean = () => true): readonly Run[] {
  const known = knownOf(room.teaching.train);
  return rivals.flatMap((rival) => {
    const targets = rival.targetsOf(room);
    const settings = rival.settingsFor(known).map((setting, k) => ({ setting, k }));
    return settings
      .filter(({ k }) => wanted(rival, k))
      .map(({ setting, k }): Run => {
        // Far from all seeds, so that no start is used twice.
        const start = room.seed + 1000 * setting.start;
        const { validation, test } = educate({ ...setting, targets, start }, room);
        const quality = { validation: roundedQuality(validation), test: roundedQuality(test) };
        return { contender: rival.id, setting: k, seed: room.seed, epochs: room.epochs, ...quality };
      });
  });
}
