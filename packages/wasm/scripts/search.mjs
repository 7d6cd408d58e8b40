/**
 * Looks for errors at random: many points of every link, results of kernels against the reference evaluator, in units of the last
 * place of the exact value. Prints the largest errors of each link, and where they are.
 *
 *     node scripts/search.mjs [--points 1000000] [--seed 1] [--precision float64|float32] [--link sinh]
 */
import { parseArgs } from 'node:util';
import { createKernel, evaluate, links, losses } from '../dist/index.js';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    precision: { type: 'string', default: 'float64' },
    link: { type: 'string' },
  },
});

/** mulberry32. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(Number(values.seed));
const between = (low, high) => low + (high - low) * random();
const pick = (list) => list[Math.floor(random() * list.length)];
const placement = () => ({
  amplitude: pick([0.1, 0.25, 1, 3, 8]),
  rate: pick([0.1, 0.3, 0.5, 1, 1.75, 4]),
  center: pick([0, 0, 0.125, -3, 1.7, 30]),
});

const sensible = ['identity', 'exp', 'sinh', 'sigmoid', 'tanh', 'arctan', 'asinh', 'softsign', 'erf', 'softplus'];
const makers = {
  ...Object.fromEntries(sensible.map((kind) => [kind, (at) => links[kind](at)])),
  power: (at) => links.power({ ...at, exponent: pick([0.5, 1.5, 2, 2.3, 3]) }),
  clip: (at) => links.clip({ ...at, threshold: pick([0.5, 1, 2]) }),
  'mirrored exp': (at) => links.mirror(links.exp(at)),
  sum: (at) => links.sum([links.sigmoid(at), links.sinh({ rate: 0.3 }), links.arctan({ center: 1 }), links.identity()]),
  piecewiseLinear: ({ amplitude }) =>
    links.piecewiseLinear({
      knots: [
        [-2, -amplitude],
        [0, 0],
        [1, amplitude],
        [4, 9 * amplitude],
      ],
    }),
  monotoneCubic: ({ amplitude }) =>
    links.monotoneCubic({
      knots: [
        [-2, -amplitude],
        [0, 0],
        [1, amplitude],
        [4, 9 * amplitude],
      ],
    }),
  fromSensitivity: ({ amplitude }) =>
    links.fromSensitivity({
      floor: 0.1,
      regions: [
        { from: -1, to: 2, gain: amplitude, softness: 0.5 },
        { from: 3, gain: 1 },
      ],
    }),
};

const outputs = ['loss', 'gradient', 'hessian'];
const smallestNormal = 2 ** -126;
const ulp = (x) => 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(x)))) - 23);

/** Scores about the center, most of them near it, and differences of all sizes. */
function pairsOf({ rate, center }, count) {
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

/** Ever larger errors of one loss, by output. */
function search(loss, at, count, worst) {
  const inputs = pairsOf(at, count);
  const kernel = createKernel(loss, {
    outputs,
    reduction: 'none',
    precision: values.precision,
    parameters: 'constants',
  });
  const [found, exact] = [kernel.run(inputs), evaluate(loss, inputs)];
  for (const name of outputs) {
    for (let k = 0; k < count; k += 1) {
      const value = exact[name][k];
      if (!(Math.abs(value) >= smallestNormal && Math.abs(value) < 3.4e38)) continue;
      const error = Math.abs(found[name][k] - value) / ulp(value);
      if (error <= worst[name].error) continue;
      worst[name] = {
        error,
        where: `ŝ = ${inputs.predicted[k]}, s = ${inputs.target[k]}, ${JSON.stringify(loss.spec.link)}`,
      };
    }
  }
}

const rounds = 20;
const perRound = Math.ceil(Number(values.points) / rounds);
console.log(
  `${perRound * rounds} points of every link, ${values.precision} arithmetic, seed ${values.seed}: largest errors in ulp`,
);
for (const [kind, make] of Object.entries(makers).filter(
  ([kind]) => values.link === undefined || kind === values.link,
)) {
  const worst = Object.fromEntries(outputs.map((name) => [name, { error: 0, where: '' }]));
  for (let round = 0; round < rounds; round += 1) {
    const at = placement();
    search(losses.matching(make(at)), at, perRound, worst);
  }
  console.log(`${kind.padEnd(16)} ${outputs.map((name) => `${name} ${worst[name].error.toFixed(2)}`).join(', ')}`);
  for (const name of outputs) if (worst[name].error > 2) console.log(`    ${name} at ${worst[name].where}`);
}
