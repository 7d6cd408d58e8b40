import { minimise } from '@lossmith-examples/volcano/minimise';
import { seeded } from '@lossmith-examples/volcano/random';
import { quantile } from '@lossmith-examples/volcano/survey';
import { CONVERGED } from '@lossmith-examples/volcano/train';
import { rounded } from '../rounded.js';
import { drawSample } from '../sample.js';
import type { Simulation } from '../simulation.js';
import { type Contender, contenders } from './contenders.js';
import { backward, pairScores, scoresOf } from './head.js';
import { drawJudged, type Judged, type Noise, toldGaps } from './judgements.js';
import type { MakeLoss } from './loss-of-pairs.js';
import { type Measures, measure } from './measure.js';

/** Pairs to train on, pairs to choose on, items to test on. */
const SIZES = { training: 200, validation: 1000, test: 4000 } as const;
const MOST_STEPS = 1000;
/** Far below what counts as converged: what is left moves no digit that is reported. */
const ENOUGH = 1e-7;

export interface Condition {
  readonly noise: Noise;
  readonly level: number;
}

/** Reliable gaps once, then noise that is added, in deviations of the reward, and noise that is multiplied, in powers of e. */
export const conditions: readonly Condition[] = [
  { noise: 'added', level: 0 },
  ...[0.5, 1, 2, 4].map((level) => ({ noise: 'added', level }) as const),
  ...[0.5, 1, 1.5, 2].map((level) => ({ noise: 'scaled', level }) as const),
];

/** A loss at the setting that was chosen; of losses of choices, which no noise of gaps touches, in the first condition alone. */
export interface Run extends Condition, Measures {
  readonly reward: string;
  readonly contender: string;
  readonly seed: number;
  /** The number that was chosen, and by what share of right choices on validation pairs. */
  readonly chosen: number;
  readonly validation: number;
  /** Of the settings that were tried, how many have not converged. */
  readonly open: number;
}

/** Settings of all losses with what makes their kernels, made once. */
const settingsOf = (contender: Contender) =>
  contender.grid.map((number) => ({
    number,
    make: contender.lossAt(number),
    decay: contender.decayAt(number),
  }));

function trainHead(make: MakeLoss, decay: number, judged: Judged, gaps: Float64Array, width: number) {
  const loss = make(gaps);
  const [rows, byRows] = [new Float64Array(2 * gaps.length), new Float64Array(2 * gaps.length)];
  const objective = (weights: Float64Array, gradient: Float64Array) => {
    pairScores(weights, judged, rows);
    let value = loss(rows, byRows);
    backward(judged, byRows, gradient);
    weights.forEach((weight, k) => {
      gradient[k]! += decay * weight;
      value += (decay / 2) * weight * weight;
    });
    return value;
  };
  return minimise(objective, new Float64Array(width), MOST_STEPS, ENOUGH);
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
}

function dataOf(reward: Simulation, seed: number) {
  const random = seeded(seed);
  const test = drawSample(reward, SIZES.test, random);
  const deviation = deviationOf(test.values);
  return {
    test: { features: test.places, rewards: test.values.map((value) => value / deviation) },
    training: drawJudged(reward, SIZES.training, deviation, random),
    validation: drawJudged(reward, SIZES.validation, deviation, random),
  };
}

/** Of choices on validation pairs, the share that the head makes too. */
function agreement(weights: Float64Array, validation: Judged): number {
  const [won, lost] = [scoresOf(weights, validation.chosen), scoresOf(weights, validation.rejected)];
  return won.filter((score, k) => score > lost[k]!).length / won.length;
}

type Prepared = readonly { readonly contender: Contender; readonly settings: ReturnType<typeof settingsOf> }[];

/** Kernels are few and can be used again: one for each setting of each loss. */
export const prepare = (only: readonly Contender[] = contenders): Prepared =>
  only.map((contender) => ({ contender, settings: settingsOf(contender) }));

/** All losses in all conditions for one seed of a reward; all share the items, the choices and what chance adds to the gaps. */
export function runSeed(reward: Simulation, seed: number, prepared: Prepared, among = conditions): readonly Run[] {
  const { training, validation, test } = dataOf(reward, seed);
  return among.flatMap(({ noise, level }) => {
    const told = toldGaps(training, noise, level);
    const unit = quantile(told.map(Math.abs), 0.5);
    const gaps = told.map((gap) => gap / unit);
    const here = prepared.filter(({ contender }) => level === 0 || !contender.binary);
    return here.map(({ contender, settings }): Run => {
      const trained = settings.map(({ number, make, decay }) => {
        const { parameters, value, slope } = trainHead(make, decay, training, gaps, reward.ranges.length);
        // Sinh and exp of a very large gap are infinite, and then nothing was trained.
        const agreed = Number.isFinite(value) ? agreement(parameters, validation) : -1;
        return { number, parameters, slope, validation: agreed };
      });
      const best = trained.reduce((first, one) => (one.validation > first.validation ? one : first));
      const { accuracy, regret, top } = measure(scoresOf(best.parameters, test.features), test.rewards);
      return {
        reward: reward.id,
        noise,
        level,
        contender: contender.id,
        seed,
        chosen: best.number,
        validation: best.validation,
        accuracy: rounded(accuracy),
        regret: rounded(regret),
        top: rounded(top),
        open: trained.filter(({ slope }) => !(slope < CONVERGED)).length,
      };
    });
  });
}
