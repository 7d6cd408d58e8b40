import type { Part } from '../design/part.js';

/** Scores to design for: a sample that the page has, or the reader's own. */
export type Scores =
  | { readonly kind: 'sample'; readonly name: SampleName }
  | { readonly kind: 'own'; readonly values: readonly number[] };

export const sampleNames = ['flights', 'peak', 'tail', 'many'] as const;
export type SampleName = (typeof sampleNames)[number];

export const dataSetNames = ['flights', 'peak', 'tail'] as const;
export type DataSetName = (typeof dataSetNames)[number];

export const rowLosses = ['matching', 'divergence', 'softmax', 'pairwise'] as const;
export type RowLoss = (typeof rowLosses)[number];

export const transforms = ['identity', 'exp', 'softplus', 'designed'] as const;
export type TransformName = (typeof transforms)[number];

export const optimizers = ['adam', 'sgd'] as const;
export type OptimizerName = (typeof optimizers)[number];

export const takeNames = ['scores', 'row'] as const;
export type TakeName = (typeof takeNames)[number];

/** Five scores of one row, and a loss of rows or pairs. */
export interface Row {
  readonly predicted: readonly number[];
  readonly target: readonly number[];
  readonly loss: RowLoss;
  readonly transform: TransformName;
  /** Of exp and softplus. */
  readonly rate: number;
  readonly temperature: number;
}

export interface Training {
  readonly dataSet: DataSetName;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly seed: number;
}

/** Edges of the scores that matter; null is open. */
export interface Region {
  readonly from: number | null;
  readonly to: number | null;
}

/** All that the page shows follows from this. */
export interface State {
  /** At least one. */
  readonly parts: readonly Part[];
  /** Which of them is being edited. */
  readonly chosen: number;
  readonly scores: Scores;
  readonly important: Region;
  /** The observed score of the curves of loss and gradient. */
  readonly target: number;
  readonly row: Row;
  readonly training: Training;
  /** Which loss is taken away. */
  readonly take: TakeName;
}

/** Late flights matter: an exp link over asinh(delay / 10 minutes). */
export const initialState: State = {
  parts: [{ kind: 'exp', rate: 0.8 }],
  chosen: 0,
  scores: { kind: 'sample', name: 'flights' },
  important: { from: 1.82, to: null },
  target: 1,
  row: {
    predicted: [4, 3.8, 1, 0, -2],
    target: [3.8, 4, 1, 0, -2],
    loss: 'matching',
    transform: 'exp',
    rate: 0.5,
    temperature: 1,
  },
  training: { dataSet: 'flights', optimizer: 'adam', learningRate: 0.02, seed: 1 },
  take: 'scores',
};
