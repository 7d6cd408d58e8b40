import { type Link, type Loss, links, losses } from '@lossmith/wasm';
import { suggestedLink } from './suggested-links.js';

/** One way to set a loss up: validation years choose among the settings of a contender. */
export interface Setting {
  readonly loss: Loss;
  readonly learningRate: number;
}

export interface Contender {
  readonly name: string;
  /** What of a list its loss looks at. */
  readonly sees: 'films' | 'pairs' | 'lists';
  /** Eight for each, so that none is tuned harder than another. They may depend on the target scores of the training years. */
  readonly settingsFor: (targets: ArrayLike<number>) => readonly Setting[];
}

const learningRates = [0.03, 0.1];

type Four<Value> = readonly [Value, Value, Value, Value];

/** Eight settings: two learning rates for each of four losses. */
const tuned = <Value>(values: Four<Value>, lossOf: (value: Value) => Loss): Setting[] =>
  values.flatMap((value) => learningRates.map((learningRate) => ({ loss: lossOf(value), learningRate })));

/** Scores are ratings less this, near the mean of all: links of rate b are steep above it, where the best films are. */
export const CENTER = 6.3;

const exp = (rate: number): Link => links.exp({ rate });
const relevant = { target: 'relevance' } as const;
const composite: Four<{ readonly rate: number; readonly temperature: number }> = [
  { rate: 0.2, temperature: 1 },
  { rate: 0.2, temperature: 4 },
  { rate: 0.5, temperature: 1 },
  { rate: 0.5, temperature: 4 },
];

export const contenders: readonly Contender[] = [
  {
    name: 'squared error',
    sees: 'films',
    settingsFor: () =>
      [0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15].map((learningRate) => ({
        loss: losses.matching(links.identity()),
        learningRate,
      })),
  },
  {
    name: 'exp link',
    sees: 'films',
    settingsFor: () => tuned([0.3, 0.6, 1, 1.5], (rate) => losses.matching(exp(rate))),
  },
  {
    name: 'suggested exp link',
    sees: 'films',
    settingsFor: (targets) => tuned([2, 3, 5, 8], (emphasis) => losses.matching(suggestedLink(targets, emphasis))),
  },
  {
    name: 'RankNet',
    sees: 'pairs',
    settingsFor: () => tuned([0.5, 1, 2, 4], (rate) => losses.pairwise(links.sigmoid({ rate }), relevant)),
  },
  {
    name: 'LambdaRank',
    sees: 'pairs',
    settingsFor: () =>
      tuned([0.5, 1, 2, 4], (rate) => losses.pairwise(links.sigmoid({ rate }), { ...relevant, pairWeight: 'lambda' })),
  },
  {
    name: 'pairwise sinh',
    sees: 'pairs',
    settingsFor: () => tuned([0.1, 0.25, 0.5, 1], (rate) => losses.pairwise(links.sinh({ rate }))),
  },
  {
    name: 'pairwise composite exp',
    sees: 'pairs',
    settingsFor: () =>
      tuned(composite, ({ rate, temperature }) =>
        losses.pairwiseComposite(exp(rate), { form: 'matching', temperature }),
      ),
  },
  {
    name: 'ListNet',
    sees: 'lists',
    settingsFor: () => tuned([0.5, 1, 2, 4], (temperature) => losses.softmax({ temperature })),
  },
  {
    name: 'composite Softmax exp',
    sees: 'lists',
    settingsFor: () =>
      tuned(composite, ({ rate, temperature }) =>
        losses.compositeSoftmax(exp(rate), { form: 'matching', temperature }),
      ),
  },
];
