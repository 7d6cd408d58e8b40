import { links, losses } from '@lossmith/wasm';
import { decoupled, withLabels } from '@lossmith-examples/distil-digits/decoupled';
import type { Room } from '@lossmith-examples/distil-digits/experiment';
import type { Targets } from '@lossmith-examples/distil-digits/train';
import type { Known } from './known.js';
import { crossed, fromStarts, type Setting } from './settings.js';
import { expComposite, expTransforms, nameOfTransform, sigmoidComposite, sigmoidTransforms } from './transforms.js';

export interface Rival {
  readonly id: string;
  readonly name: string;
  readonly isLink: boolean;
  /** What it learns from. */
  readonly targetsOf: (room: Room) => Targets;
  /** Eight for each. */
  readonly settingsFor: (known: Known) => readonly Setting[];
}

const teacher = ({ teaching }: Room) => teaching.train;

/** Squared error first, beside which the others stand. */
export const rivals: readonly Rival[] = [
  {
    id: 'squared',
    name: 'squared error of scores, four starts',
    isLink: false,
    targetsOf: teacher,
    settingsFor: () => fromStarts(losses.perClass(links.identity())),
  },
  {
    id: 'labels',
    name: 'labels alone, four starts',
    isLink: false,
    targetsOf: ({ split }) => split.train.labels,
    settingsFor: () => fromStarts(losses.softmax({ target: 'label' })),
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
    settingsFor: () => crossed(expTransforms, expComposite, nameOfTransform),
  },
  {
    id: 'compositeSigmoid',
    name: 'composite Softmax, sigmoid',
    isLink: true,
    targetsOf: teacher,
    settingsFor: (known) =>
      crossed(sigmoidTransforms, (transform) => sigmoidComposite(transform, known), nameOfTransform),
  },
];
