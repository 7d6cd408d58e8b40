import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { drawSample } from '../sample.js';
import type { Simulation } from '../simulation.js';

/** How the size of a gap is told: with noise added, in deviations of the reward, or multiplied by e to the power of noise. */
export type Noise = 'added' | 'scaled';

/** Who won, and what was felt of the gap; all rows have the features of one item after the other. */
export interface Judged {
  readonly chosen: Float64Array;
  readonly rejected: Float64Array;
  /** What the judge felt, above 0, in deviations of the reward. */
  readonly felt: Float64Array;
  /** Standard normal numbers, for noise of any kind and level: all levels of a seed share them. */
  readonly chance: Float64Array;
}

/** How sharply judges see: the better of two items a deviation apart wins with probability σ(2) = 0.88. */
export const SHARPNESS = 2;

function normal(random: RandomGenerator): number {
  const [first, second] = [uniformFloat64(random), uniformFloat64(random)];
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}

function logistic(random: RandomGenerator): number {
  const share = uniformFloat64(random);
  return Math.log((1 - share) / Math.max(share, 2 ** -53));
}

/**
 * Pairs of new items. The judge feels the true gap with logistic noise and chooses by its sign, so that choices follow Bradley & Terry 1952 (Biometrika 39, 324–345):
 * i beats j with probability σ(κ(rᵢ − rⱼ)). `deviation` is the unit of rewards.
 */
export function drawJudged(reward: Simulation, pairs: number, deviation: number, random: RandomGenerator): Judged {
  const { places, values } = drawSample(reward, 2 * pairs, random);
  const width = reward.ranges.length;
  const drawn = { chosen: new Float64Array(pairs * width), rejected: new Float64Array(pairs * width) };
  const [felt, chance] = [new Float64Array(pairs), new Float64Array(pairs)];
  for (let pair = 0; pair < pairs; pair += 1) {
    const gap = (values[2 * pair]! - values[2 * pair + 1]!) / deviation + logistic(random) / SHARPNESS;
    const better = gap > 0 ? 0 : 1;
    const item = (k: number) => places.subarray((2 * pair + k) * width, (2 * pair + k + 1) * width);
    drawn.chosen.set(item(better), pair * width);
    drawn.rejected.set(item(1 - better), pair * width);
    felt[pair] = Math.abs(gap);
    chance[pair] = normal(random);
  }
  return { ...drawn, felt, chance };
}

/** What the judge says of each gap; noise that is added can make it negative. */
export const toldGaps = ({ felt, chance }: Judged, noise: Noise, level: number): Float64Array =>
  felt.map((gap, k) => (noise === 'added' ? gap + level * chance[k]! : gap * Math.exp(level * chance[k]!)));
