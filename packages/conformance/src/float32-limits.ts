import type { KnownDeviation } from './deviations.js';

/**
 * What core's programs for float32 cannot meet with plain float32 arithmetic, however good the lowerings: nothing at present. The kit grants
 * what stands here to every float32 backend; that it is needed is held to by the run of core itself, every step rounded.
 */
export const float32Limits: readonly KnownDeviation[] = [];
