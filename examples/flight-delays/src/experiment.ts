import { binResiduals, type ResidualBin } from './bins.js';
import { contenders } from './contenders.js';
import type { Flight } from './flights.js';
import { heldOutLoss } from './held-out-loss.js';
import { type Metrics, measure } from './metrics.js';
import { predictScores, trainModel } from './train.js';
import { type HeldOut, prepareData } from './training-data.js';

export interface ExperimentPlan {
  readonly seeds: number;
  readonly epochs: number;
  readonly split: HeldOut;
}

export interface Run {
  readonly contender: string;
  readonly seed: number;
  readonly metrics: Metrics;
  /** What the model was trained to lower, on the held-out flights; of no use across contenders. */
  readonly heldOutLoss: number;
  readonly bins: readonly ResidualBin[];
}

/** Called after every epoch with what is being trained. */
export type OnProgress = (at: { readonly seed: number; readonly contender: string }) => void;

/** Every loss on every seed; within a seed all share the split, the initial weights and the order of the batches. */
export function runExperiment(
  flights: readonly Flight[],
  plan: ExperimentPlan,
  onProgress: OnProgress,
): readonly Run[] {
  const runs: Run[] = [];
  for (let seed = 1; seed <= plan.seeds; seed++) {
    const { train, heldOut } = prepareData(flights, seed, plan.split);
    for (const contender of contenders) {
      const onEpoch = () => onProgress({ seed, contender: contender.name });
      const model = trainModel(contender, train, { seed, epochs: plan.epochs, onEpoch });
      const predicted = predictScores(model, heldOut);
      model.dispose();
      runs.push({
        contender: contender.id,
        seed,
        metrics: measure(predicted, heldOut.scores),
        heldOutLoss: heldOutLoss(contender, predicted, heldOut.scores),
        bins: binResiduals(predicted, heldOut.scores),
      });
    }
  }
  return runs;
}
