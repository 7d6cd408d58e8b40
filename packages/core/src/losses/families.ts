import { compositeSoftmaxFamily } from './composite-softmax.js';
import type { AnyFamily } from './family.js';
import { matchingFamily, perClassFamily } from './matching.js';
import { softmaxFamily } from './softmax.js';

/** Every family of the house: what `parseLoss` reads, `printLoss` prints and the conformance kit knows unless given more. */
export const families: readonly AnyFamily[] = [matchingFamily, perClassFamily, softmaxFamily, compositeSoftmaxFamily];
