import type { Loss } from '@lossmith/core';
import type { Graph } from './graph.js';
import type { HeadSpec } from './head-spec.js';
import type { Dimension } from './model.js';
import type { OnnxPort } from './model-interface.js';

/** How the features that a head is given lie, and the scores that it gives. */
export interface HeadLayout {
  readonly features: OnnxPort['dims'];
  /** The shape of scores as the loss takes them. */
  readonly scores: OnnxPort['dims'];
  /** Features as rows, [any number, inputSize]. */
  rowsOf(features: string, graph: Graph): string;
  /** Scores from the head's results for these rows. */
  scoresOf(result: string, features: string, graph: Graph): string;
  /** The reverse, for derivatives: one row per row of features. */
  upstreamOf(gradient: string, graph: Graph): string;
  /** Features with 0 for what a mask leaves out: 0·NaN would be NaN in all weights. */
  keptBy(features: string, mask: string, of: true | 'examples', graph: Graph): string;
}

/** Where broadcasts: features of fewer examples than the mask would serve for several, were they not held to their own shape. */
function kept(features: string, mask: string, missing: readonly number[], graph: Graph): string {
  const condition = graph.add('Unsqueeze', [mask, graph.integers(missing)]);
  const chosen = graph.add('Where', [condition, features, graph.number(0)]);
  const shape = graph.add('Shape', [features]);
  return graph.add('Reshape', [chosen, shape], { allowzero: 1 }, 'mask_must_have_the_examples_of_features');
}

/** A row of features per example, and one score each. */
const singleScores = ({ inputSize }: HeadSpec): HeadLayout => ({
  features: ['batch', inputSize],
  scores: ['batch'],
  rowsOf: (features) => features,
  scoresOf: (result, _, graph) => graph.add('Squeeze', [result, graph.integers([1])]),
  upstreamOf: (gradient, graph) => graph.add('Unsqueeze', [gradient, graph.integers([1])]),
  keptBy: (features, mask, _, graph) => kept(features, mask, [-1], graph),
});

/** A row of features per example, and a row of scores each. A mask of classes says nothing of features. */
const rowsOfScores = ({ inputSize, outputSize }: HeadSpec): HeadLayout => ({
  features: ['batch', inputSize],
  scores: ['batch', outputSize],
  rowsOf: (features) => features,
  scoresOf: (result) => result,
  upstreamOf: (gradient) => gradient,
  keptBy: (features, mask, of, graph) => (of === 'examples' ? kept(features, mask, [-1], graph) : features),
});

/** A row of features for each item of a list, and one score each, by the same head. */
function scoresOfItems({ inputSize }: HeadSpec, items: Dimension): HeadLayout {
  const asRows = (x: string, width: number, graph: Graph) => graph.add('Reshape', [x, graph.integers([-1, width])]);
  return {
    features: ['lists', items, inputSize],
    scores: ['lists', items],
    rowsOf: (features, graph) => asRows(features, inputSize, graph),
    scoresOf(result, features, graph) {
      const shape = graph.add('Slice', [graph.add('Shape', [features]), ...[0, 2].map((at) => graph.integers([at]))]);
      return graph.add('Reshape', [result, shape], { allowzero: 1 });
    },
    upstreamOf: (gradient, graph) => asRows(gradient, 1, graph),
    keptBy: (features, mask, of, graph) => kept(features, mask, of === 'examples' ? [-2, -1] : [-1], graph),
  };
}

/** A head of one output scores each item of a list by itself, where the loss takes rows. */
export function layoutOf({ axes, items }: Loss, head: HeadSpec): HeadLayout {
  if (axes === '') return singleScores(head);
  return head.outputSize === 1 ? scoresOfItems(head, items ?? 'items') : rowsOfScores(head);
}
