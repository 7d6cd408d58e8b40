import type { KnownDeviation } from './deviations.js';

const points = 'properties/points between the exact ones: matching';
const targets = 'failures/targets that are none: outputs/matching';

/** Parts of results beside the smallest normal number. */
const lost: readonly (readonly [id: string, output: string, size: number])[] = [
  [`${points}(tanh({ amplitude: 2, rate: 0.75, center: 1.25 }))`, 'hessian', 81_003],
  [`${points}(erf({ amplitude: 2.5, rate: 0.5, center: 3 }))`, 'hessian', 43_870],
  ['data/open parameters, none: composite softmax', 'hessian', Number.POSITIVE_INFINITY],
];

/** Links with targets that are outside their range by less than that, and are taken for its end. */
const outside: readonly string[] = [
  'sigmoid({ amplitude: 2, rate: 0.5, center: 1 })',
  'exp({ amplitude: 2, rate: 0.5, center: 1 })',
  'mirror(exp({ rate: 0.5 }), { amplitude: 2, rate: 0.5, center: 1 })',
  'mirror(sigmoid({ center: 1 }), { amplitude: 2, rate: 0.5, center: 1 })',
];

/**
 * Known deviations of a float32 backend whose runtime takes numbers below 2⁻¹²⁶ for 0, on the way to a result too, as GPUs do: to be
 * declared, with a reference to where its runtime or standard says so. Measured with SwiftShader, by WGSL and by GLSL alike.
 */
export function flushedLimits(reference: string): readonly KnownDeviation[] {
  const reason = 'results beside the smallest normal number: what they are made of is smaller, and taken for 0';
  return [
    ...lost.map(([id, output, size]) => ({ case: id, output, size, reason, reference })),
    ...outside.map((link) => ({
      case: `${targets}(${link}, { target: "output" })`,
      size: Number.POSITIVE_INFINITY,
      reason,
      reference,
    })),
  ];
}
