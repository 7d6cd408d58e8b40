import { links, losses, presets } from '@lossmith/wasm';
import { type MakeLoss, ofNearest, ofSimilarities, triplet } from './loss-of-similarities.js';

/** A loss and the numbers that are tried for it; of losses without a number, the grid counts starts. */
export interface Contender {
  readonly id: string;
  readonly name: string;
  /** What it is told: all similarities, or the nearest word alone. */
  readonly told: 'similarities' | 'nearest';
  readonly isLink: boolean;
  readonly number: string;
  readonly grid: readonly number[];
  readonly lossAt: (number: number) => MakeLoss;
}

const STEEP = [2, 4, 6, 8, 12, 16];
const TEMPERATURES = [0.03, 0.05, 0.1, 0.15, 0.2, 0.3];

const exp = (rate: number) => links.exp({ rate, amplitude: 1 / rate });
const similarities = { told: 'similarities', isLink: false } as const;
const steep = { ...similarities, number: 'rate', grid: STEEP } as const;
const nearest = { told: 'nearest', isLink: false } as const;

export const contenders: readonly Contender[] = [
  {
    id: 'squared',
    name: 'squared error',
    ...similarities,
    number: 'starts',
    grid: [0, 1, 2, 3, 4, 5],
    lossAt: () => ofSimilarities(losses.matching(links.identity())),
  },
  {
    id: 'target',
    name: 'weights at the target',
    ...steep,
    lossAt: (rate) => ofSimilarities(losses.weightedSquared(exp(rate))),
  },
  {
    id: 'larger',
    name: 'weights at max(s, ŝ)',
    ...steep,
    lossAt: (rate) => ofSimilarities(losses.weightedSquared(exp(rate), { at: 'larger' })),
  },
  { id: 'exp', name: 'exp link', ...steep, isLink: true, lossAt: (rate) => ofSimilarities(losses.matching(exp(rate))) },
  {
    id: 'pairs',
    name: 'pairs, sinh link',
    ...steep,
    isLink: true,
    lossAt: (rate) => ofSimilarities(losses.pairwise(links.sinh({ rate, amplitude: 1 / rate }))),
  },
  {
    id: 'softmax',
    name: 'Softmax of similarities (ListNet)',
    ...similarities,
    number: 'temperature',
    grid: TEMPERATURES,
    lossAt: (temperature) => ofSimilarities(losses.softmax({ temperature })),
  },
  {
    id: 'composite',
    name: 'composite Softmax, exp transform',
    ...similarities,
    isLink: true,
    number: 'rate, at temperature 0.2',
    grid: [0.5, 1, 2, 3, 4, 6],
    lossAt: (rate) => ofSimilarities(losses.compositeSoftmax(exp(rate), { form: 'matching', temperature: 0.2 })),
  },
  {
    id: 'infoNce',
    name: 'InfoNCE of the nearest',
    ...nearest,
    number: 'temperature',
    grid: TEMPERATURES,
    lossAt: (temperature) => ofNearest(presets.infoNce({ temperature })),
  },
  {
    id: 'triplet',
    name: 'triplet hinge',
    ...nearest,
    number: 'margin',
    grid: [0.05, 0.1, 0.2, 0.3, 0.5, 0.8],
    lossAt: triplet,
  },
];
