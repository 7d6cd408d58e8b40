/** GPUs, and SwiftShader, take numbers below 2⁻¹²⁶ for 0, also on the way to a result that is a little above. */
const flushed = (id, output, size) => ({
  case: id,
  ...(output === undefined ? {} : { output }),
  size,
  reason: 'results beside the smallest normal number: what they are made of is smaller, and taken for 0',
  reference: 'https://www.w3.org/TR/WGSL/#differences-from-ieee754',
});

export const knownDeviations = [
  {
    case: 'values/operation power',
    size: 1.3,
    reason:
      'there is float32 alone, and xʸ is e^(y·log x), as for the native pow: off by up to |y·log x| units, at power(15, −30) by 35. A logarithm in two parts would be slower for every power link, whose losses are within their bars',
    reference: 'https://www.w3.org/TR/WGSL/#floating-point-accuracy',
  },
  flushed('values/scores/matching(tanh({ amplitude: 1.7, rate: 0.3, center: 0.1 }))', 'loss', 151_078),
  flushed('values/scores/matching(erf({ amplitude: 1.7, rate: 0.3, center: 0.1 }))', 'gradient', 51_536),
  flushed('values/scores/matching(piecewiseLinear({ knots: [[-2,-1],[0,-0.5],[1,2],[4,2.5]] }))', 'gradient', 65_536),
  flushed(
    'values/outputs/matching(exp({ amplitude: 2, rate: 0.5, center: 1 }), { target: "output" })',
    undefined,
    Infinity,
  ),
  flushed(
    'values/outputs/matching(mirror(exp({ rate: 0.5 }), { amplitude: 2, rate: 0.5, center: 1 }), { target: "output" })',
    undefined,
    Infinity,
  ),
  flushed(
    'properties/points between the exact ones: matching(tanh({ amplitude: 2, rate: 0.75, center: 1.25 }))',
    'hessian',
    81_003,
  ),
  flushed(
    'properties/points between the exact ones: matching(erf({ amplitude: 2.5, rate: 0.5, center: 3 }))',
    'hessian',
    43_870,
  ),
  // Targets that are outside a link's range by less than that are taken for its end.
  ...[
    'sigmoid({ amplitude: 2, rate: 0.5, center: 1 })',
    'exp({ amplitude: 2, rate: 0.5, center: 1 })',
    'mirror(exp({ rate: 0.5 }), { amplitude: 2, rate: 0.5, center: 1 })',
    'mirror(sigmoid({ center: 1 }), { amplitude: 2, rate: 0.5, center: 1 })',
  ].map((link) =>
    flushed(`failures/targets that are none: outputs/matching(${link}, { target: "output" })`, undefined, Infinity),
  ),
];
