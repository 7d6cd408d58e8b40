import { compositeSoftmaxDefinition, compositeSoftmaxFamily } from './composite-softmax.js';
import { distillationDefinition, distillationFamily } from './distillation.js';
import type { AnyDefinition, AnyFamily } from './family.js';
import { linkSquaredDefinition, linkSquaredFamily } from './link-squared.js';
import { listMleDefinition } from './list-mle.js';
import { matchingDefinition, matchingFamily, perClassDefinition, perClassFamily } from './matching.js';
import { pairwiseDefinition } from './pairwise.js';
import { pairwiseCompositeDefinition } from './pairwise-composite.js';
import { preferenceDefinition } from './preference.js';
import { softmaxDefinition, softmaxFamily } from './softmax.js';
import { weightedSquaredDefinition } from './weighted-squared.js';

/** Every kind of loss of the house, as `parseLoss` reads it. */
export const definitions: readonly AnyDefinition[] = [
  matchingDefinition,
  perClassDefinition,
  linkSquaredDefinition,
  weightedSquaredDefinition,
  softmaxDefinition,
  compositeSoftmaxDefinition,
  pairwiseDefinition,
  pairwiseCompositeDefinition,
  preferenceDefinition,
  distillationDefinition,
  listMleDefinition,
];

/** The same with what `printLoss` and the conformance kit need besides. */
export const families: readonly AnyFamily[] = [
  matchingFamily,
  perClassFamily,
  linkSquaredFamily,
  weightedSquaredDefinition,
  softmaxFamily,
  compositeSoftmaxFamily,
  pairwiseDefinition,
  pairwiseCompositeDefinition,
  preferenceDefinition,
  distillationFamily,
  listMleDefinition,
];
