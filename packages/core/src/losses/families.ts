import { compositeSoftmaxDefinition, compositeSoftmaxFamily } from './composite-softmax.js';
import type { AnyDefinition, AnyFamily } from './family.js';
import { matchingDefinition, matchingFamily, perClassDefinition, perClassFamily } from './matching.js';
import { softmaxDefinition, softmaxFamily } from './softmax.js';

/** Every kind of loss of the house, as `parseLoss` reads it. */
export const definitions: readonly AnyDefinition[] = [
  matchingDefinition,
  perClassDefinition,
  softmaxDefinition,
  compositeSoftmaxDefinition,
];

/** The same with what `printLoss` and the conformance kit need besides. */
export const families: readonly AnyFamily[] = [matchingFamily, perClassFamily, softmaxFamily, compositeSoftmaxFamily];
