import { ndcg } from '@lossmith/core/metrics';
import { type Features, type HeadRuntime, scoreFeatures, type TrainedHead, trainHead } from '@lossmith/transformers';
import type { Text } from './brown.ts';
import { type Contender, contenders, type Setting } from './contenders.ts';
import { type Candidate, splitOf } from './lists.ts';
import { fitLine, ndcgOf, type Quality, qualityOf } from './measure.ts';
import { pairTable } from './pair-table.ts';

export interface Outcome extends Quality {
  readonly name: string;
  readonly seed: number;
  /** The setting that was best on validation lists. */
  readonly chosen: string;
}

/** Candidates with their features. */
interface Part {
  readonly candidates: readonly Candidate[];
  readonly features: Features;
}

export interface Budget {
  readonly epochs: number;
  readonly patience: number;
}

const queriesOf = ({ candidates }: Part) => candidates.map(({ query }) => query);
const metric = ndcg({ k: 5 });

/** A linear head; the epoch with the best NDCG@5 on validation lists is kept, whatever the loss. */
function train(
  runtime: HeadRuntime,
  of: Contender,
  setting: Setting,
  training: Part,
  validation: Part,
  seed: number,
  budget: Budget,
) {
  const { loss, learningRate, l2 } = setting;
  const lists = (part: Part) => (of.ofLists ? { lists: queriesOf(part) } : {});
  return trainHead({
    runtime,
    features: training.features,
    targets: training.candidates.map((one) => of.target(one.relevance)),
    ...lists(training),
    loss,
    learningRate,
    l2,
    seed,
    epochs: budget.epochs,
    batchSize: of.ofLists ? 8 : 128,
    validation: {
      features: validation.features,
      targets: validation.candidates.map((one) => of.target(one.relevance)),
      ...lists(validation),
      metric: (scored) => (of.ofLists ? metric.evaluate(scored).mean : ndcgOf(scored.predicted, validation.candidates)),
      patience: budget.patience,
    },
  });
}

async function compete(
  runtime: HeadRuntime,
  of: Contender,
  parts: Readonly<Record<'training' | 'validation' | 'test', Part>>,
  seed: number,
  budget: Budget,
) {
  const { training, validation, test } = parts;
  const scoresOf = async (head: TrainedHead, part: Part) => (await scoreFeatures(runtime, head, part.features)).data;
  let best: { readonly head: TrainedHead; readonly setting: Setting; readonly reached: number } | undefined;
  for (const setting of of.settings) {
    const head = await train(runtime, of, setting, training, validation, seed, budget);
    const reached = ndcgOf(await scoresOf(head, validation), validation.candidates);
    if (best === undefined || reached > best.reached) best = { head, setting, reached };
  }
  const { head, setting } = best as NonNullable<typeof best>;
  const line = of.onScale ? { slope: 1, offset: 0 } : fitLine(await scoresOf(head, validation), validation.candidates);
  const quality = qualityOf(await scoresOf(head, test), test.candidates, line);
  return { head, outcome: { name: of.name, seed, chosen: setting.label, ...quality } satisfies Outcome };
}

/** What ranking is worth without any training: the inner product of both embeddings. */
export const UNTRAINED = 'inner product, untrained';

const innerProducts = ({ features: { data, dims } }: Part): Float32Array =>
  Float32Array.from({ length: dims[0] }, (_, row) =>
    data.subarray(row * dims[1], (row + 1) * dims[1]).reduce((sum, x) => sum + x, 0),
  );

function untrained(validation: Part, test: Part, seed: number): Outcome {
  const line = fitLine(innerProducts(validation), validation.candidates);
  return { name: UNTRAINED, seed, chosen: '', ...qualityOf(innerProducts(test), test.candidates, line) };
}

/** All contenders on the split of one seed. */
export async function runSeed(
  runtime: HeadRuntime,
  texts: readonly Text[],
  embeddings: Features,
  seed: number,
  budget: Budget,
) {
  const split = splitOf(texts, seed);
  const partOf = (candidates: readonly Candidate[]): Part => ({
    candidates,
    features: pairTable(embeddings, candidates),
  });
  const parts = { training: partOf(split.training), validation: partOf(split.validation), test: partOf(split.test) };
  const outcomes: Outcome[] = [untrained(parts.validation, parts.test, seed)];
  const heads = new Map<string, TrainedHead>();
  for (const of of contenders) {
    const { head, outcome } = await compete(runtime, of, parts, seed, budget);
    outcomes.push(outcome);
    heads.set(of.name, head);
  }
  return { outcomes, heads, test: parts.test };
}
