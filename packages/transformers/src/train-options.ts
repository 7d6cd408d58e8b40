import { type Loss, LossmithInputError, LossmithOptionError } from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import type { ListInputs } from '@lossmith/core/metrics';
import type { Activation, OptimizerName } from '@lossmith/onnx/training';
import { embed } from './embed.js';
import { checkCount, type EmbedOptions } from './embed-options.js';
import { checkFeatures, type Features } from './features.js';
import type { HeadData } from './head-data.js';
import type { HeadRuntime } from './ort-of.js';
import type { PeerPipeline } from './peer.js';
import type { TextInput } from './texts.js';
import type { EpochReport } from './trained-head.js';

/** Features, or texts that are embedded first. */
export interface HeadTexts {
  /** What `embed` returns, or a table of your own. */
  readonly features?: Features;
  /** In place of features: embedded by the extractor. */
  readonly texts?: readonly TextInput[];
}

/** Scores as metrics of '@lossmith/core/metrics' take them; the last axis is that of items or classes. */
export type Scored = ListInputs & { readonly predicted: Float32Array; readonly shape: readonly number[] };

export interface Validation extends HeadTexts, HeadData {
  /** Of the scores, larger is better. Default: the loss, with its sign changed. */
  readonly metric?: (scored: Scored) => number;
  /** Epochs without a better metric before training stops. Default: it does not stop. */
  readonly patience?: number;
}

export interface TrainHeadOptions extends HeadTexts, HeadData {
  readonly loss: Loss;
  /** A feature-extraction pipeline: it embeds texts, and its ONNX Runtime trains the head. */
  readonly extractor?: PeerPipeline;
  /** What trains the head where there is no extractor: a module such as onnxruntime-web. */
  readonly runtime?: HeadRuntime;
  /** How texts are embedded. */
  readonly embedding?: Omit<EmbedOptions, 'signal'>;
  /** Widths of hidden layers. Default none. */
  readonly hidden?: readonly number[];
  /** Of hidden layers. Default 'relu'. */
  readonly activation?: Activation;
  /** Default 'adam'. */
  readonly optimizer?: OptimizerName;
  /** Default 0.01. */
  readonly learningRate?: number;
  /** λ of a penalty ½λ·Σw². Default 0. */
  readonly l2?: number;
  /** Default 20. */
  readonly epochs?: number;
  /** Rows, lists or pairs per step. Default 32. */
  readonly batchSize?: number;
  /** A whole number, which decides weights and the order of batches. Default 0. */
  readonly seed?: number;
  /** Data that the parameters of the best epoch are chosen on. */
  readonly validation?: Validation;
  readonly onEpoch?: (report: EpochReport) => void;
  /** Stops before the next step. */
  readonly signal?: AbortSignal;
}

const dataNames = ['features', 'texts', 'targets', 'lists', 'pairs', 'weights'];
const names = [
  ...dataNames,
  ...['loss', 'extractor', 'runtime', 'embedding', 'hidden', 'activation', 'optimizer', 'learningRate', 'l2'],
  ...['epochs', 'batchSize', 'seed', 'validation', 'onEpoch', 'signal'],
];

export interface TrainPlan extends TrainHeadOptions {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** Throws before any work, and gives the defaults. */
export function checkTrainOptions(options: TrainHeadOptions): TrainPlan {
  checkOptions(options, names);
  checkLoss(options.loss);
  const { learningRate = 0.01, epochs = 20, batchSize = 32, seed = 0, validation } = options;
  if (!(Number.isFinite(learningRate) && learningRate > 0))
    throw new LossmithOptionError('learningRate', `cannot be ${learningRate}`, 'give a number above 0');
  if (!Number.isSafeInteger(seed)) throw new LossmithOptionError('seed', `cannot be ${seed}`, 'give a whole number');
  checkCount('epochs', epochs);
  checkCount('batchSize', batchSize);
  if (validation !== undefined) checkOptions(validation, [...dataNames, 'metric', 'patience']);
  if (validation?.patience !== undefined) checkCount('patience', validation.patience);
  return { ...options, learningRate, epochs, batchSize, seed };
}

/** The features that are given, or those of the texts. */
export async function featuresFor(
  name: string,
  { features, texts }: HeadTexts,
  { extractor, embedding, signal }: TrainHeadOptions,
): Promise<Features> {
  if ((features === undefined) === (texts === undefined))
    throw new LossmithInputError(
      `${name}features`,
      'or texts are needed, and not both',
      'give { features } or { texts }',
    );
  if (texts !== undefined) return embed(extractor as PeerPipeline, texts, { ...embedding, signal });
  checkFeatures(`${name}features`, features);
  return features;
}
