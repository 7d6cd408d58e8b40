import { type Loss, LossmithInputError, type LossSpec, links, losses } from '@lossmith/core';
import { type Activation, trainingStep, type Values } from '@lossmith/onnx/training';
import type { Pooled } from './features.js';

/** What one epoch came to. */
export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** The mean of the batches' losses, each before its step. */
  readonly loss: number;
  /** The metric on the validation data after the epoch; larger is better. */
  readonly validation?: number;
}

/** A trained head: plain data, which structuredClone and workers take. */
export interface TrainedHead {
  readonly type: 'lossmith.head';
  readonly version: 1;
  readonly inputSize: number;
  readonly hidden: readonly number[];
  readonly outputSize: number;
  readonly activation: Activation;
  /** 'layer0.weight' [inputs, outputs], 'layer0.bias' [outputs] and so on. */
  readonly parameters: Readonly<Record<string, Values>>;
  /** How the features were made, where `embed` made them. */
  readonly pooled?: Pooled;
  /** The loss it was trained with, as JSON. */
  readonly loss: LossSpec;
  readonly history: readonly EpochReport[];
  /** The epoch whose parameters these are. */
  readonly bestEpoch: number;
}

export function checkHead(head: unknown): asserts head is TrainedHead {
  const { type, version } = (head ?? {}) as Partial<TrainedHead>;
  if (type === 'lossmith.head' && version === 1) return;
  throw new LossmithInputError('head', head === undefined ? 'is missing' : 'is no head', 'give what trainHead returns');
}

/** A loss that scores [texts] or rows of scores [texts, classes] can have: it says how they lie, and nothing else. */
const lossOfShape = (outputSize: number): Loss =>
  outputSize === 1 ? losses.matching(links.identity()) : losses.perClass(links.identity());

/** The bytes of an ONNX model that gives `scores` ([texts], or [texts, classes]) for `features` [texts, inputSize]. */
export function headModel(head: TrainedHead): Uint8Array<ArrayBuffer> {
  checkHead(head);
  const { inputSize, hidden, outputSize, activation, parameters } = head;
  return trainingStep({ inputSize, hidden, outputSize, activation }, lossOfShape(outputSize)).exportInference(
    parameters,
  );
}
