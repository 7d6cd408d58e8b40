import { type Loss, links, losses, presets } from '@lossmith/transformers';
import type { Relevance } from './lists.ts';

/** One choice of parameters. */
export interface Setting {
  readonly loss: Loss;
  readonly learningRate: number;
  readonly l2: number;
  /** What it is called in results.json. */
  readonly label: string;
}

export interface Contender {
  readonly name: string;
  /** Six settings each, tried on the validation lists. */
  readonly settings: readonly Setting[];
  /** Whether the loss is taken of whole lists. */
  readonly ofLists: boolean;
  /** Whether scores are meant to be relevances; others are brought to that scale by a line fitted on validation lists. */
  readonly onScale: boolean;
  readonly target: (relevance: Relevance) => number;
}

const rates = [0.003, 0.01, 0.03];
const same = (relevance: Relevance) => relevance;

/** A parameter of the loss with two learning rates: six settings for three values. */
function withParameter(name: string, values: readonly number[], make: (value: number) => Loss): readonly Setting[] {
  return values.flatMap((value) =>
    [0.01, 0.03].map((learningRate) => {
      return { loss: make(value), learningRate, l2: 1e-4, label: `${name} ${value}, learning rate ${learningRate}` };
    }),
  );
}

/** Losses without a parameter: three learning rates with two penalties. */
const withPenalty = (loss: Loss): readonly Setting[] =>
  rates.flatMap((learningRate) =>
    [1e-4, 1e-3].map((l2) => ({ loss, learningRate, l2, label: `learning rate ${learningRate}, l2 ${l2}` })),
  );

const expRates = [0.5, 1, 2];

export const contenders: readonly Contender[] = [
  { name: 'squared error', settings: withPenalty(presets.squared()), ofLists: false, onScale: true, target: same },
  { name: 'logistic', settings: withPenalty(presets.logistic()), ofLists: false, onScale: false, target: (r) => r / 2 },
  {
    name: 'ListNet',
    settings: withParameter('temperature', [0.25, 0.5, 1], (temperature) => losses.softmax({ temperature })),
    ofLists: true,
    onScale: false,
    target: same,
  },
  {
    name: 'exp link',
    settings: withParameter('rate', expRates, (rate) => losses.matching(links.exp({ rate }))),
    ofLists: false,
    onScale: true,
    target: same,
  },
  {
    name: 'composite Softmax exp',
    settings: withParameter('rate', expRates, (rate) =>
      losses.compositeSoftmax(links.exp({ rate }), { form: 'matching' }),
    ),
    ofLists: true,
    onScale: false,
    target: same,
  },
];
