import { type Link, type Loss, links, losses } from '@lossmith/wasm';
import { decoupled, withLabels } from '@lossmith-examples/distil-digits/decoupled';
import type { Education, Room } from '@lossmith-examples/distil-digits/experiment';
import type { Targets } from '@lossmith-examples/distil-digits/train';

/** What links may know of the teacher's scores of the training images. */
export interface Known {
  /** Their standard deviation: rates are in its unit. */
  readonly deviation: number;
  /** The median of the second-highest score of an image. */
  readonly second: number;
}

export type Setting = Pick<Education, 'loss' | 'learningRate'> & {
  /** What the table of grids says of it. */
  readonly strength: string;
  /** 0 is the start that all share. */
  readonly start: number;
};

export interface Rival {
  readonly id: string;
  readonly name: string;
  readonly isLink: boolean;
  /** What it learns from. */
  readonly targetsOf: (room: Room) => Targets;
  /** Eight for each. */
  readonly settingsFor: (known: Known) => readonly Setting[];
}

const learningRates = [0.01, 0.03];
const teacher = ({ teaching }: Room) => teaching.train;

/** Four starts with two learning rates, of a loss that has no strength. */
const fromStarts = (loss: Loss) =>
  [0, 1, 2, 3].flatMap((start) => learningRates.map((learningRate) => ({ strength: '', start, loss, learningRate })));

/** Four strengths with two learning rates. */
const crossed = <Strength>(
  strengths: readonly Strength[],
  lossOf: (strength: Strength) => Setting['loss'],
  nameOf = String as (strength: Strength) => string,
): readonly Setting[] =>
  strengths.flatMap((strength) =>
    learningRates.map((learningRate) => ({
      strength: nameOf(strength),
      start: 0,
      loss: lossOf(strength),
      learningRate,
    })),
  );

interface Transform {
  readonly rate: number;
  readonly temperature: number;
}

const nameOfTransform = ({ rate, temperature }: Transform) => `${rate}/${temperature}`;

/** As in the example: its slope is 1 at a score of 0. */
const expTransforms: readonly Transform[] = [
  { rate: 0.03, temperature: 8 },
  { rate: 0.05, temperature: 8 },
  { rate: 0.05, temperature: 16 },
  { rate: 0.1, temperature: 40 },
];
const expTransform = ({ rate, temperature }: Transform) =>
  losses.distillation({ transform: links.exp({ rate, amplitude: 1 / rate }), form: 'matching', temperature });

/** Rates in the unit of the scores; the slope at the center is 1, as that of an exp transform at 0. */
const sigmoidTransforms: readonly Transform[] = [0.5, 1].flatMap((rate) =>
  [2, 8].map((temperature) => ({ rate, temperature })),
);
function sigmoidTransform({ rate, temperature }: Transform, { deviation, second }: Known): Loss {
  const own = rate / deviation;
  const transform: Link = links.sigmoid({ rate: own, amplitude: 4 / own, center: second });
  return losses.distillation({ transform, form: 'divergence', temperature });
}

export const rivals: readonly Rival[] = [
  {
    id: 'labels',
    name: 'labels alone, four starts',
    isLink: false,
    targetsOf: ({ split }) => split.train.labels,
    settingsFor: () => fromStarts(losses.softmax({ target: 'label' })),
  },
  {
    id: 'squared',
    name: 'squared error of scores, four starts',
    isLink: false,
    targetsOf: teacher,
    settingsFor: () => fromStarts(losses.perClass(links.identity())),
  },
  {
    id: 'hinton',
    name: 'Hinton’s',
    isLink: false,
    targetsOf: teacher,
    settingsFor: () => crossed([2, 4, 8, 16], (temperature) => losses.distillation({ temperature })),
  },
  {
    id: 'decoupled',
    name: 'decoupled',
    isLink: false,
    targetsOf: ({ teaching, split }) => withLabels(teaching.train, split.train),
    settingsFor: () => crossed([1, 2, 4, 8], (beta) => decoupled({ alpha: 1, beta, temperature: 4 })),
  },
  {
    id: 'plackettLuce',
    name: 'Plackett–Luce',
    isLink: false,
    targetsOf: teacher,
    settingsFor: () => crossed([1, 2, 4, 8], (temperature) => losses.listMle({ temperature })),
  },
  {
    id: 'sigmoid',
    name: 'sigmoid link per class',
    isLink: true,
    targetsOf: teacher,
    settingsFor: ({ deviation, second }) =>
      crossed([0.5, 1, 2, 4], (rate) => losses.perClass(links.sigmoid({ rate: rate / deviation, center: second }))),
  },
  {
    id: 'exp',
    name: 'exp link per class',
    isLink: true,
    targetsOf: teacher,
    settingsFor: ({ deviation }) =>
      crossed([0.5, 1, 1.5, 2], (rate) => losses.perClass(links.exp({ rate: rate / deviation }))),
  },
  {
    id: 'compositeExp',
    name: 'composite Softmax, exp',
    isLink: true,
    targetsOf: teacher,
    settingsFor: () => crossed(expTransforms, expTransform, nameOfTransform),
  },
  {
    id: 'compositeSigmoid',
    name: 'composite Softmax, sigmoid',
    isLink: true,
    targetsOf: teacher,
    settingsFor: (known) =>
      crossed(sigmoidTransforms, (transform) => sigmoidTransform(transform, known), nameOfTransform),
  },
];
