import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePython, losses } from '@lossmith/python';
import { bestConstant } from '@lossmith-examples/flight-delays/best-constant';
import { contenders } from '@lossmith-examples/flight-delays/contenders';
import { exampleWeights } from '@lossmith-examples/flight-delays/example-weights';
import type { Flight } from '@lossmith-examples/flight-delays/flights';
import { type Metrics, measure } from '@lossmith-examples/flight-delays/metrics';
import { prepareData } from '@lossmith-examples/flight-delays/training-data';
import { readNumbers, writeNumbers } from './files.js';
import { runPython } from './run-python.js';

/** What one contender came to on the flights held out. */
export interface BoostedRun {
  readonly contender: string;
  readonly seed: number;
  readonly metrics: Metrics;
}

/** Writes the data of a seed, and gives what Python is to do with them. */
function jobsOf(flights: readonly Flight[], seed: number, rounds: number, folder: string) {
  const { train, heldOut } = prepareData(flights, seed, 'test');
  const shared = {
    rounds,
    width: train.width,
    features: writeNumbers(folder, `features-${seed}`, train.features),
    scores: writeNumbers(folder, `scores-${seed}`, train.scores),
    heldOut: writeNumbers(folder, `held-out-${seed}`, heldOut.features),
  };
  const jobs = contenders.map((contender) => {
    const { id } = contender;
    const weights = exampleWeights(contender, train.scores);
    return {
      ...shared,
      contender: id,
      module: `${id}_loss`,
      // Boosting starts from one number: the best that a model without features can do.
      start: bestConstant(contender, train.scores),
      weight: weights === undefined ? null : writeNumbers(folder, `weights-${seed}-${id}`, weights),
      predictions: `predictions-${seed}-${id}`,
    };
  });
  return { jobs, seed, observed: heldOut.scores };
}

/** XGBoost on the flights, with every loss of the demo. */
export async function boost(flights: readonly Flight[], seeds: number, rounds: number, folder: string) {
  mkdirSync(folder, { recursive: true });
  for (const { id, link } of contenders)
    writeFileSync(join(folder, `${id}_loss.py`), compilePython(losses.matching(link), { library: 'numpy' }).source);
  const all = Array.from({ length: seeds }, (_, k) => jobsOf(flights, k + 1, rounds, folder));
  writeFileSync(join(folder, 'job.json'), JSON.stringify(all.flatMap(({ jobs }) => jobs)));
  await runPython('boost.py', [folder]);
  return all.flatMap(({ jobs, seed, observed }) =>
    jobs.map(({ contender, predictions }): BoostedRun => {
      return { contender, seed, metrics: measure(readNumbers(folder, predictions), observed) };
    }),
  );
}
