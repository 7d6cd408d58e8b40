import { LossmithInputError, LossmithShapeError } from '@lossmith/core';
import { classifierOf } from './architectures.js';
import type { TrainedHead } from './trained-head.js';

/** The names of the scores, after checking that there are as many as scores, and no two alike. */
function namesOf({ outputSize }: TrainedHead, labels: readonly string[] | undefined): readonly string[] {
  if (labels === undefined) return Array.from({ length: outputSize }, (_, k) => `LABEL_${k}`);
  if (labels.length !== outputSize)
    throw new LossmithShapeError('labels', [labels.length], [outputSize], 'give one per score of the head');
  if (new Set(labels).size < labels.length)
    throw new LossmithInputError('labels', 'are not all different', 'give each score a name of its own');
  return labels;
}

/** Classes that exclude each other are trained with losses of rows, all others by themselves. */
const problemType = ({ outputSize, loss }: TrainedHead) =>
  outputSize === 1 || loss.kind === 'perClass' ? 'multi_label_classification' : 'single_label_classification';

/**
 * The backbone's config.json with the architecture and the labels of a classifier. 'multi_label_classification' has pipelines answer σ(score) for each: with one label the other
 * kind answers Softmax of one score, which is 1.
 */
export function classifierConfig(
  config: Readonly<Record<string, unknown>>,
  head: TrainedHead,
  labels?: readonly string[],
) {
  const names = namesOf(head, labels);
  return {
    ...config,
    architectures: [classifierOf(config.model_type)],
    problem_type: problemType(head),
    num_labels: names.length,
    id2label: Object.fromEntries(names.map((name, k) => [k, name])),
    label2id: Object.fromEntries(names.map((name, k) => [name, k])),
  };
}
