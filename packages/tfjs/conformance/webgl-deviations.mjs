/** What GLSL leaves to GPUs, and SwiftShader too: numbers below 2⁻¹²⁶, and the last digits of functions. */
const reference = 'https://registry.khronos.org/OpenGL/specs/es/3.0/GLSL_ES_Specification_3.00.pdf (section 4.5.1)';

/** Results a little above 2⁻¹²⁶, or targets, whose parts are smaller and taken for 0. */
const flushed = (id, output, size) => ({
  case: id,
  ...(output === undefined ? {} : { output }),
  size,
  reason: 'results beside the smallest normal number: what they are made of is smaller, and taken for 0',
  reference,
});

/** Differences of what native functions give. */
const rounded = (id, output, size, what) => ({
  case: id,
  output,
  size,
  reason: `the native ${what} are some units of the last place off, which shows beside the ${output === 'loss' ? 'optimum' : 'center'}`,
  reference,
});

export const webglDeviations = [
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
  ...[
    ['sigmoid({ amplitude: 2.5, rate: 0.5, center: 3 })', 'loss', 49_387],
    ['tanh({ amplitude: 2, rate: 0.75, center: 1.25 })', 'hessian', 81_003],
    ['erf({ amplitude: 2.5, rate: 0.5, center: 3 })', 'hessian', 43_870],
  ].map(([link, output, size]) => flushed(`properties/points between the exact ones: matching(${link})`, output, size)),
  // Targets that are outside a link's range by less than that are taken for its end.
  ...[
    'sigmoid({ amplitude: 2, rate: 0.5, center: 1 })',
    'exp({ amplitude: 2, rate: 0.5, center: 1 })',
    'mirror(exp({ rate: 0.5 }), { amplitude: 2, rate: 0.5, center: 1 })',
    'mirror(sigmoid({ center: 1 }), { amplitude: 2, rate: 0.5, center: 1 })',
  ].map((link) =>
    flushed(`failures/targets that are none: outputs/matching(${link}, { target: "output" })`, undefined, Infinity),
  ),
  rounded(
    'values/scores/matching(power({ exponent: 1.5, amplitude: 1.7, rate: 0.3, center: 0.1 }))',
    'gradient',
    1.34,
    'exp and log',
  ),
  rounded(
    'values/outputs/matching(sinh({ amplitude: 2, rate: 0.5, center: 1 }), { target: "output" })',
    'loss',
    2.43,
    'log and sqrt',
  ),
  rounded('values/outputs/matching(asinh(), { target: "output" })', 'loss', 1.47, 'exp'),
];
