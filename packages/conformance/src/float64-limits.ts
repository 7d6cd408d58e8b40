import type { KnownDeviation } from './deviations.js';

/**
 * What core's programs for float64 cannot meet in plain float64 arithmetic. The kit grants it to every float64 backend; that it is needed is held to by the run
 * of the reference evaluator.
 */
export const float64Limits: readonly KnownDeviation[] = [
  {
    case: 'values/scores/matching(clip({ threshold: 1.5, amplitude: 1.7, rate: 0.3, center: 0.1 }))',
    size: 150_000,
    reason:
      'the kink, 0.1 − 1.5/0.3, is no float64 number; next to it a loss is the square of a distance of 1e-7, which the rounding of ' +
      'the kink by 4e-16 changes by 1e-8. Rounding the rate alone does as much',
    reference: 'packages/core/DESIGN.md, departure 2',
  },
];
