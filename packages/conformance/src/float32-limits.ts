import type { KnownDeviation } from './deviations.js';

const argument =
  'u = rate·(z − center) is rounded three times (rate, difference, product), each by half an ulp, which the result feels κ (erf: 2κ) ' +
  'times over: up to 3κ ulp, where the bar has 16 + 2κ';
const proof =
  'ARCHITECTURE.md, departure 6; shown by the subject "core, every step in float32" of packages/conformance';

/**
 * What core's programs for float32 cannot meet with plain float32 arithmetic, however good the lowerings. The kit grants
 * it to every float32 backend; that it is needed is held to by the run of core itself, every step rounded.
 */
export const float32Limits: readonly KnownDeviation[] = [
  {
    case: 'values/scores/matching(tanh({ amplitude: 1.7, rate: 0.3, center: 0.1 }))',
    size: 1.5,
    reason: `|u| = 40: ${argument}; tanh is the sigmoid link at 2u`,
    reference: proof,
  },
  {
    case: 'values/scores/matching(erf({ amplitude: 1.7, rate: 0.3, center: 0.1 }))',
    output: 'hessian',
    size: 1.5,
    reason: `|u| = 9: ${argument}`,
    reference: proof,
  },
];
