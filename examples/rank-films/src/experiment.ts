import { CENTER, type Contender, contenders, type Setting } from './contenders.js';
import type { Film } from './films.js';
import { scoresOf } from './linear-model.js';
import { measure, type Quality } from './measure.js';
import { joinRows, type Prepared, prepare } from './prepare.js';
import { type Trained, train } from './train.js';

export interface Plan {
  readonly seeds: number;
  readonly epochs: number;
  /** How many of a contender's settings are tried: all eight, or fewer to see that it runs. */
  readonly settings: number;
}

export interface Run extends Quality {
  readonly contender: string;
  readonly seed: number;
  /** What the validation years chose. */
  readonly chosen: { readonly loss: object; readonly learningRate: number; readonly epoch: number };
}

/** The setting, and its epoch, that ranks the films of validation years best. */
function tune(settings: readonly Setting[], data: Prepared, epochs: number, seed: number) {
  const tried = settings.map((setting) => ({ setting, trained: train(setting, data, epochs, seed) }));
  return tried.reduce((best, one) => (one.trained.validation > best.trained.validation ? one : best));
}

function runOf({ name }: Contender, seed: number, data: Prepared, trained: Trained, setting: Setting): Run {
  const { loss, learningRate } = setting;
  const quality = measure(scoresOf(trained.weights, data.test), data.test);
  return { contender: name, seed, ...quality, chosen: { loss: loss.spec, learningRate, epoch: trained.epoch } };
}

/** The scores that losses are given as targets in training. */
export const targetsOf = ({ train }: Prepared): Float64Array =>
  joinRows(train).ratings.map((rating) => rating - CENTER);

/** The reference: all films tied, whose NDCG is the expectation over all orders. */
export const CHANCE = 'chance';

function chance(seed: number, { test }: Prepared): Run {
  const quality = measure(new Float64Array(test.ratings.length), test);
  return { contender: CHANCE, seed, ...quality, chosen: { loss: {}, learningRate: 0, epoch: 0 } };
}

/** Every contender on every seed; within a seed all share the years and their order. Test years are looked at once, in the end. */
export function runExperiment(films: readonly Film[], plan: Plan, report: (text: string) => void): readonly Run[] {
  const runs: Run[] = [];
  for (let seed = 1; seed <= plan.seeds; seed += 1) {
    const data = prepare(films, seed);
    runs.push(chance(seed, data));
    for (const contender of contenders) {
      const settings = contender.settingsFor(targetsOf(data)).slice(0, plan.settings);
      const { setting, trained } = tune(settings, data, plan.epochs, seed);
      runs.push(runOf(contender, seed, data, trained, setting));
      report(`seed ${seed} of ${plan.seeds}: ${contender.name}`);
    }
  }
  return runs;
}
