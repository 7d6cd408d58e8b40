/** Scores and margins in steps of 2⁻¹⁰: everything below is exact in float64, and no float32 arithmetic has to round a difference. */
const step = 2 ** -10;
const points = [
  [[1.5, 0.25], 1],
  [[0.25, 1.5], 1],
  [[2, 1], 1],
  [[-3 + step, 4], 0.5],
  [[12.75, 13 - step], 2],
  [[0, 0], step],
  [[-20, 31.5], 0],
  [[7, 7 - 3 * step], -2 * step],
];

/** The family's formula; 16 units of the last place are what design §4 allows. */
function exactAt([[first, second], margin], b) {
  const lack = Math.max(margin - (first - second), 0);
  const active = lack > 0 ? b : 0;
  return { loss: 0.5 * b * lack ** 2, gradient: [-b * lack, b * lack], hessian: [active, active] };
}

const allowedOf = (value, unit) =>
  Array.isArray(value) ? value.map((x) => allowedOf(x, unit)) : Math.abs(value) * unit;
const textOf = (value) => (Array.isArray(value) ? value.map(textOf) : String(value));

function caseOf(steepness) {
  const exact = points.map((point) => exactAt(point, steepness));
  const outputs = (of) =>
    Object.fromEntries(['loss', 'gradient', 'hessian'].map((name) => [name, exact.map((one) => of(one[name]))]));
  return {
    loss: { kind: 'squaredHinge', steepness },
    predicted: points.map(([scores]) => scores),
    target: points.map(([, margin]) => margin),
    expected: outputs(textOf),
    allowed: {
      float32: outputs((value) => allowedOf(value, 16 * 2 ** -23)),
      float64: outputs((value) => allowedOf(value, 1e-13)),
    },
  };
}

/** @type {import('@lossmith/conformance').ExactFile} */
export const exactValues = {
  about: 'Exact values of the squared hinge loss of two scores, in numbers of few bits.',
  cases: [caseOf(1), caseOf(2.5)],
};
