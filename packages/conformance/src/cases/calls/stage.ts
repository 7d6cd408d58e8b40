import { type Loss, links, losses } from '@lossmith/core';
import type { LossProgramOptions } from '@lossmith/core/backend';
import { outputNames } from '../../exact/exact-values.js';
import type { Batch } from '../../harness.js';
import { type Made, madeLabelled, madeLists, madeRows, madeScores } from '../made-batches.js';

/** A program that has everything a call can bring, and data for it. */
export interface Stage {
  readonly name: string;
  readonly loss: Loss;
  readonly options: LossProgramOptions;
  /** Data without values of parameters: row by row other numbers for every `salt`. */
  batch(examples: number, salt: number, items?: number): Batch;
  /** Values of the parameters, one number for all examples. */
  readonly given: Readonly<Record<string, readonly [number]>>;
}

const scalar = losses.matching(links.sinh({ amplitude: 2.5, rate: 0.5, center: 3 }));
const labels = losses.softmax({ target: 'label', temperature: 2 });
const rows = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });

const ofScalar = {
  loss: scalar,
  given: { 'link.amplitude': [1.5], 'link.rate': [0.75], 'link.center': [-1.25] },
} as const;
const ofLabels = { loss: labels, given: { temperature: [0.5] } } as const;
const ofRows = {
  loss: rows,
  given: { 'transform.rate': [0.25], 'transform.center': [-0.5], temperature: [2] },
} as const;

const ofLists = {
  loss: losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' }),
  given: { 'link.rate': [0.5], 'link.center': [0.25] },
} as const;

const everything = (reduction: 'none' | 'sum' | 'mean', mask: '' | 'i', given: Stage['given']): LossProgramOptions => ({
  outputs: outputNames,
  reduction,
  weight: true,
  mask,
  parameters: Object.keys(given),
});

type Makes = (examples: number, items: number, made: Made) => Batch;

function stage(name: string, of: Pick<Stage, 'loss' | 'given'>, options: LossProgramOptions, makes: Makes): Stage {
  const made = { weight: true, mask: options.mask };
  return { name, ...of, options, batch: (examples, salt, items = 3) => makes(examples, items, { ...made, salt }) };
}

const scores: Makes = (examples, _, made) => madeScores(examples, made);

export const scalarMean = stage('mean of scores', ofScalar, everything('mean', '', ofScalar.given), scores);
export const scalarNone = stage('scores', ofScalar, everything('none', '', ofScalar.given), scores);
export const labelMean = stage(
  'mean of rows with labels',
  ofLabels,
  everything('mean', 'i', ofLabels.given),
  madeLabelled,
);
export const labelNone = stage('rows with labels', ofLabels, everything('none', 'i', ofLabels.given), madeLabelled);
export const rowSum = stage('sum of rows', ofRows, everything('sum', 'i', ofRows.given), madeRows);

export const listMean = stage('mean of lists', ofLists, everything('mean', 'i', ofLists.given), madeLists);

export const stages: readonly Stage[] = [scalarMean, scalarNone, labelMean, labelNone, rowSum, listMean];
