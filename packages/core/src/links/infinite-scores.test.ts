import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import { matching } from '../losses/matching.js';
import * as links from './index.js';
import type { Link } from './link.js';

const all: Readonly<Record<string, Link>> = {
  identity: links.identity(),
  sigmoid: links.sigmoid(),
  tanh: links.tanh(),
  arctan: links.arctan(),
  softsign: links.softsign(),
  erf: links.erf(),
  clip: links.clip({ threshold: 1 }),
  sinh: links.sinh(),
  asinh: links.asinh(),
  power: links.power({ exponent: 3 }),
  root: links.power({ exponent: 0.5 }),
  exp: links.exp(),
  softplus: links.softplus(),
  mirror: links.mirror(links.exp()),
  sum: links.sum([links.sigmoid(), links.identity({ amplitude: 0.1 })]),
  piecewiseLinear: links.piecewiseLinear({
    knots: [
      [0, 0],
      [1, 2],
      [2, 2.5],
    ],
  }),
  monotoneCubic: links.monotoneCubic({
    knots: [
      [0, 0],
      [1, 2],
      [2, 2.5],
    ],
  }),
  fromSensitivity: links.fromSensitivity({ regions: [{ from: 0, to: 1, gain: 1 }] }),
};

const infinities = [Infinity, -Infinity];
const pairs = [
  ...infinities.map((z) => [z, 0.5] as const),
  ...infinities.map((z) => [0.5, z] as const),
  ...infinities.flatMap((z) => infinities.map((s) => [z, s] as const)),
];
const within = (size: number) => (z: number) => Math.max(-size, Math.min(size, z));

/**
 * An infinite score has the loss of its limit, or none that is a number: +∞ where there is no end to it, and NaN. What never
 * comes out is a finite number that is not the limit.
 */
describe.each(Object.entries(all))('%s', (_, link) => {
  const [predicted, target] = [pairs.map(([z]) => z), pairs.map(([, s]) => s)];
  const loss = matching(link);
  const results = evaluate(loss, { predicted, target });
  const [limits, before] = [1e30, 1e15].map((size) =>
    evaluate(loss, { predicted: predicted.map(within(size)), target: target.map(within(size)) }),
  ) as [typeof results, typeof results];

  test.each(pairs.map((pair, k) => [pair.join(' and '), k] as const))('of %s: the limit, +∞ or NaN', (_, k) => {
    for (const name of ['loss', 'gradient'] as const) {
      const [value, limit] = [results[name][k] as number, limits[name][k] as number];
      const endless = Math.abs(limit) === Infinity || Math.abs(limit) > 1.5 * Math.abs(before[name][k] as number);
      if (Number.isFinite(value)) expect(Math.abs(value - limit)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(limit)));
      else if (!Number.isNaN(value)) expect([endless, Math.sign(value)]).toEqual([true, Math.sign(limit)]);
    }
  });
});

describe("target: 'output', at the end of the range that the score goes to: no loss, no gradient", () => {
  test.each<[string, Link, number, number]>([
    ['sigmoid', links.sigmoid(), 1, Infinity],
    ['sigmoid', links.sigmoid({ amplitude: 3, rate: 2, center: 1 }), 3, Infinity],
    ['sigmoid', links.sigmoid(), 0, -Infinity],
    ['tanh', links.tanh(), 1, Infinity],
    ['tanh', links.tanh(), -1, -Infinity],
    ['clip', links.clip({ threshold: 1 }), 1, Infinity],
    ['clip', links.clip({ threshold: 1 }), -1, -Infinity],
    ['exp', links.exp(), 0, -Infinity],
    ['mirror(exp)', links.mirror(links.exp()), 0, Infinity],
  ])('%s', (_, link, output, score) => {
    const loss = matching(link, { target: 'output' });
    const towards = evaluate(loss, { predicted: [score], target: [output] });
    expect([towards.loss[0], Math.abs(towards.gradient[0] as number)]).toEqual([0, 0]);
    const away = evaluate(loss, { predicted: [-score], target: [output] });
    expect(away.loss[0]).toBe(Infinity);
    expect(Math.sign(away.gradient[0] as number)).toBe(-Math.sign(score));
  });
});
