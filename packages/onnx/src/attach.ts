/** Losses for models that exist. Entry point '@lossmith/onnx/attach', apart because it reads models of others. */
import { type Loss, LossmithOptionError, LossmithShapeError } from '@lossmith/core';
import { checkLoss, checkOptions, type KernelOptions, kernelOptionNames } from '@lossmith/core/backend';
import { lossModel } from './compile-onnx.js';
import { inspectModel, readModel, writeModel } from './foreign-model.js';
import { type Dimension, graphParts, metadataParts } from './model.js';
import type { OnnxPort } from './model-interface.js';
import { joinBytes, messageField } from './protobuf.js';

export interface AttachOptions extends KernelOptions {
  /** The output of the model that holds the scores, such as 'logits'. */
  readonly scores: string;
  /**
   * Stands before the names of added inputs, outputs and metadata, where these are taken: 'my_' makes 'my_target', 'my_loss',
   * 'my_lossmith.loss'.
   */
  readonly prefix?: string;
}

/** A row of one score, as a head gives it for each item of a list, would be a list of one item, of which nothing can be learned. */
function checkRow(loss: Loss, scores: string, last: Dimension | undefined): void {
  if (loss.axes === '' || last !== 1) return;
  const advice =
    "let the model end with Squeeze or Reshape: the scores of a row or list stand on the last axis, ['lists', 'items']";
  throw new LossmithOptionError('scores', `'${scores}' has one score on its last axis`, advice);
}

/** A model with a loss attached. */
export interface AttachedModel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What came in addition: `target`, `weight`, `mask`, open parameters. */
  readonly inputs: readonly OnnxPort[];
  /** What came in addition: `loss`, `gradient` (by the scores), `hessian`. */
  readonly outputs: readonly OnnxPort[];
}

/** Stands before the names of all tensors in between: one that no name of the model begins with. */
function innerPrefix(names: ReadonlySet<string>): string {
  const taken = (prefix: string) => [...names].some((name) => name.startsWith(prefix));
  let count = 1;
  const prefix = () => `lossmith${count === 1 ? '' : count}/`;
  while (taken(prefix())) count += 1;
  return prefix();
}

function checkNames(what: string, added: readonly string[], taken: ReadonlySet<string>, prefix: string): void {
  const clash = added.find((name) => taken.has(name));
  if (clash === undefined) return;
  const advice = `give a prefix that makes it another name: { prefix: '${prefix}lossmith_' }`;
  throw new LossmithOptionError('prefix', `the model has ${what} '${clash}' already`, advice);
}

/**
 * The model with inputs for targets (weights, masks, open parameters) and outputs for loss and derivatives by the scores
 * added. Its own outputs are computed as before; the given bytes are not changed. It needs opset 13 to 23 and all tensors
 * inside. Throws `LossmithOptionError` for an output that is missing or cannot be scores and for names that are taken,
 * `LossmithError` for bytes that are no such model.
 */
export function attachLoss(modelBytes: Uint8Array, loss: Loss, options: AttachOptions): AttachedModel {
  checkLoss(loss);
  const given: Partial<AttachOptions> = options ?? {};
  checkOptions(given, [...kernelOptionNames, 'scores', 'prefix']);
  const { scores, prefix = '', ...asked } = given;
  if (typeof prefix !== 'string') throw new LossmithOptionError('prefix', `cannot be ${prefix}`, "give a text: 'my_'");
  if (typeof scores !== 'string') throw new LossmithOptionError('scores', 'is missing', "name the output: 'logits'");
  const foreign = inspectModel(readModel(modelBytes), scores);
  const { type, shape } = foreign.scores;
  if (shape.length < loss.axes.length) {
    throw new LossmithShapeError(scores, [], [1], 'this loss needs scores with classes on the last axis');
  }
  checkRow(loss, scores, shape.at(-1));
  const inner = innerPrefix(foreign.names);
  const rename = (name: string) => (name === 'predicted' ? scores : `${prefix}${name}`);
  const choices = { ...asked, precision: type, shape, opset: foreign.opset };
  const { model } = lossModel(loss, choices, 'constants', { rename, prefix: inner });
  const inputs = model.inputs.filter(({ name }) => name !== scores);
  const ports = [...inputs, ...model.outputs].map(({ name }) => name);
  checkNames('a tensor', ports, foreign.names, prefix);
  const metadata = Object.entries(model.metadata).map(([key, value]) => [`${prefix}${key}`, value] as const);
  const keys = metadata.map(([key]) => key);
  checkNames('metadata', keys, foreign.metadata, prefix);

  // Where a message stands twice, readers merge: lists are joined. So the additions need not be decoded by themselves.
  const added = [messageField(7, graphParts({ ...model, inputs })), ...metadataParts(Object.fromEntries(metadata))];
  return { bytes: writeModel(readModel(joinBytes([modelBytes, ...added]))), inputs, outputs: model.outputs };
}
