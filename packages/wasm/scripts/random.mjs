import { links } from '../dist/index.js';

/** mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low, high) => low + (high - low) * random();
  const pick = (list) => list[Math.floor(random() * list.length)];
  return { random, between, pick };
}

const knots = (amplitude) => [
  [-2, -amplitude],
  [0, 0],
  [1, amplitude],
  [4, 9 * amplitude],
];

const sensible = ['identity', 'exp', 'sinh', 'sigmoid', 'tanh', 'arctan', 'asinh', 'softsign', 'erf', 'softplus'];

/** Links by kind, from a placement { amplitude, rate, center }. */
export const makersOf = ({ pick }) => ({
  ...Object.fromEntries(sensible.map((kind) => [kind, (at) => links[kind](at)])),
  power: (at) => links.power({ ...at, exponent: pick([0.5, 1.5, 2, 2.3, 3]) }),
  clip: (at) => links.clip({ ...at, threshold: pick([0.5, 1, 2]) }),
  'mirrored exp': (at) => links.mirror(links.exp(at)),
  sum: (at) => links.sum([links.sigmoid(at), links.sinh({ rate: 0.3 }), links.arctan({ center: 1 }), links.identity()]),
  piecewiseLinear: ({ amplitude }) => links.piecewiseLinear({ knots: knots(amplitude) }),
  monotoneCubic: ({ amplitude }) => links.monotoneCubic({ knots: knots(amplitude) }),
  fromSensitivity: ({ amplitude }) =>
    links.fromSensitivity({
      floor: 0.1,
      regions: [
        { from: -1, to: 2, gain: amplitude, softness: 0.5 },
        { from: 3, gain: 1 },
      ],
    }),
});

/** Amplitudes, rates and centers of all sizes. */
export const placementBy = ({ pick }) => ({
  amplitude: pick([0.1, 0.25, 1, 3, 8]),
  rate: pick([0.1, 0.3, 0.5, 1, 1.75, 4]),
  center: pick([0, 0, 0.125, -3, 1.7, 30]),
});

/** Scores about the center, most of them near it, and differences of all sizes. */
export function pairsBy({ random, between, pick }, { rate, center }, count) {
  const target = new Float32Array(count);
  const predicted = new Float32Array(count);
  for (let k = 0; k < count; k += 1) {
    const u = between(-1, 1) ** 3 * pick([2, 10, 40]);
    const difference = pick([-1, 1]) * (random() < 0.5 ? 10 ** between(-7, 1.3) : between(0, 6));
    target[k] = center + u / rate;
    predicted[k] = target[k] + difference / rate;
  }
  return { target, predicted };
}
