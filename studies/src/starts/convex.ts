import { createKernel, type Link, type Loss, links, losses } from '@lossmith/wasm';
import { gradientOfWeights, scoresOf } from '@lossmith-examples/rank-films/linear-model';
import { evened, type Known } from '@lossmith-examples/volcano/contenders';
import { type Minimum, minimise } from '@lossmith-examples/volcano/minimise';
import { seeded } from '@lossmith-examples/volcano/random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { squaredSigmoid } from '../contenders.js';

/** A convex loss of a link and its rival beside it, which is not convex. */
export interface Pair {
  readonly link: 'sigmoid' | 'exp';
  readonly rate: number;
  readonly lossesFor: (known: Known) => Readonly<Record<'matching' | 'linkSquared', Loss>>;
}

const exponential = (rate: number, known: Known): Link => evened((amplitude) => links.exp({ rate, amplitude }), known);

export const pairs: readonly Pair[] = [1, 3].flatMap((rate): readonly Pair[] => [
  {
    link: 'sigmoid',
    rate,
    lossesFor: (known) => ({
      matching: losses.matching(evened((amplitude) => links.sigmoid({ rate, amplitude, center: known.edge }), known)),
      linkSquared: losses.linkSquared(squaredSigmoid(rate, known)),
    }),
  },
  {
    link: 'exp',
    rate,
    lossesFor: (known) => ({
      matching: losses.matching(exponential(rate, known)),
      linkSquared: losses.linkSquared(exponential(rate / 2, known)),
    }),
  },
]);

/** Points as rows of features, the first of which is 1. */
export interface Linear {
  readonly width: number;
  readonly features: Float64Array;
  readonly scores: Float64Array;
}

export function linearOf(places: Float64Array, scores: Float64Array): Linear {
  const inputs = places.length / scores.length;
  const features = new Float64Array(scores.length * (inputs + 1));
  scores.forEach((_, point) => {
    features[point * (inputs + 1)] = 1;
    features.set(places.subarray(point * inputs, (point + 1) * inputs), point * (inputs + 1) + 1);
  });
  return { width: inputs + 1, features, scores };
}

/** So many lists of normal weights of a deviation, all from one stream. */
export function startsOf(count: number, width: number, deviation: number, seed: number): readonly Float64Array[] {
  const random = seeded(seed);
  const normal = () => {
    const [first, second] = [uniformFloat64(random), uniformFloat64(random)];
    return deviation * Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  };
  return Array.from({ length: count }, () => Float64Array.from({ length: width }, normal));
}

const MOST_STEPS = 5000;

/** The ends of training a linear model from each of some starts. */
export function trainFrom(loss: Loss, points: Linear, starts: readonly Float64Array[]): readonly Minimum[] {
  const kernel = createKernel(loss, { data: 'float64', parameters: 'constants' });
  const results = { loss: new Float64Array(1), gradient: new Float64Array(points.scores.length) };
  const objective = (weights: Float64Array, gradient: Float64Array) => {
    kernel.run({ predicted: scoresOf(weights, points), target: points.scores }, results);
    gradient.set(gradientOfWeights(results.gradient, points));
    return results.loss[0]!;
  };
  const ends = starts.map((start) => minimise(objective, start, MOST_STEPS));
  kernel.dispose();
  return ends;
}
