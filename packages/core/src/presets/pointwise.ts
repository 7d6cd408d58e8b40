import { exp } from '../links/exp.js';
import { identity } from '../links/identity.js';
import { sigmoid } from '../links/sigmoid.js';
import type { Loss } from '../losses/loss.js';
import { matching } from '../losses/matching.js';

// Each says how the published value comes of ours: published = scale·loss + offset. Offsets have no gradient.

/** Squared error (ŝ − s)² = 2·loss. */
export const squared = (): Loss => matching(identity());

/** Logistic loss of a logit ŝ and an outcome y in [0, 1]: −y log σ(ŝ) − (1−y) log σ(−ŝ) = loss + entropy(y), which is 0 for outcomes 0 and 1. */
export const logistic = (): Loss => matching(sigmoid(), { target: 'output' });

/** Poisson loss of a log-rate ŝ and a count y: e^ŝ − yŝ = loss + y − y log y. */
export const poisson = (): Loss => matching(exp(), { target: 'output' });
