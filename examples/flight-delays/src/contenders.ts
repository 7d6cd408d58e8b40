import { type Link, links } from '@lossmith/tfjs';
import { REGION_EDGE } from './region.js';
import { suggestedLink } from './suggested-link.js';

export interface Contender {
  readonly id: string;
  readonly name: string;
  /** The matching loss of this link is what the model is trained with. */
  readonly link: Link;
  /** Weigh each example by this link's sensitivity at its target: the remedy one tries before designing a loss. */
  readonly weightsFrom?: Link;
  /** Why the link is as it is, where `suggestLink` chose it. */
  readonly why?: string;
}

// Parameters follow from the region and the scores, none was searched. The late flights are an eighth of all; a link is
// set so that they carry half of the whole sensitivity Σ h'(score):
// - exp has no edge, only a rate; 0.8 gives 0.49 and is 4.3 times as sharp at the edge as at a flight on time.
// - fromSensitivity says the region outright: 1 everywhere and 7 more beyond the edge gives 0.50. The ramp is half a unit
//   wide (23 to 39 minutes), so that 29 and 31 minutes are not worlds apart.
// - A sigmoid is sharpest at its center, so the center is the edge: sharp about late or not, lenient about how late. Half
//   is out of its reach from there; rate 2 gives 0.30 and stays above half of its peak from 11 to 74 minutes.
const exponential = links.exp({ rate: 0.8 });
const shiftedSigmoid = links.sigmoid({ center: REGION_EDGE, rate: 2 });
const drawnRegion = links.fromSensitivity({ floor: 1, regions: [{ from: REGION_EDGE, gain: 7, softness: 0.5 }] });

// One that nobody set: `suggestLink` places it on the flights, `normalise` makes its learning rate that of squared error.
const suggested = suggestedLink();

export const contenders: readonly Contender[] = [
  { id: 'squared', name: 'squared error', link: links.identity() },
  { id: 'reweighted', name: 'squared, reweighted', link: links.identity(), weightsFrom: exponential },
  { id: 'exp', name: 'exp link', link: exponential },
  { id: 'sigmoid', name: 'shifted sigmoid link', link: shiftedSigmoid },
  { id: 'region', name: 'fromSensitivity link', link: drawnRegion },
  { id: 'suggested', name: 'suggested exp link', ...suggested },
];
