import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as e from '../expressions/index.js';
import { matching } from '../losses/matching.js';
import * as links from './index.js';
import type { Link } from './link.js';

const data = { predicted: [-3, 0.5, 0.5 + 1e-7, 8, 25], target: [4, 0.25, 0.5, -20, -4] };
const place = { amplitude: 2, rate: 0.75, center: 0.5 };

function expectSame(custom: Link, builtIn: Link, digits: number) {
  const [mine, theirs] = [evaluate(matching(custom), data), evaluate(matching(builtIn), data)];
  for (const name of ['loss', 'gradient', 'hessian'] as const) {
    mine[name].forEach((value, k) => {
      expect(value / (theirs[name][k] as number), `${name}[${k}]`).toBeCloseTo(1, digits);
    });
  }
}

describe('custom links agree with the built-in ones', () => {
  test('with everything derived or integrated', () => {
    expectSame(links.custom({ h: e.sigmoid(e.z), ...place }), links.sigmoid(place), 7);
    expectSame(links.custom({ h: e.asinh(e.z), ...place }), links.asinh(place), 7);
  });

  test('with potential and slope given', () => {
    expectSame(
      links.custom({ h: e.asinh(e.z), H: e.subtract(e.multiply(e.z, e.asinh(e.z)), e.hypot1(e.z)), ...place }),
      links.asinh(place),
      9,
    );
    expectSame(links.custom({ h: e.sinh(e.z), H: e.cosh(e.z), dh: e.cosh(e.z), ...place }), links.sinh(place), 9);
  });

  test('inside sums and mirrors', () => {
    const softplus = links.custom({ h: e.softplus(e.z) });
    expectSame(
      links.sum([links.mirror(softplus), softplus], place),
      links.sum([links.mirror(links.softplus()), links.softplus()], place),
      7,
    );
  });
});

describe('what a custom link cannot be', () => {
  test.each([
    ['falling', { h: e.subtract(e.z, e.multiply(e.tanh(e.z), 2)) }, 'the link decreases at z = '],
    [
      'a function of something else',
      { h: e.add(e.z, { op: 'input', args: [], axes: '', name: 'x' } as const) },
      'a custom link cannot hold input',
    ],
    ['with another slope', { h: e.sinh(e.z), dh: e.exp(e.z) }, 'dh: is '],
    ['with another potential', { h: e.sinh(e.z), H: e.sinh(e.z) }, 'h: is '],
  ])('%s', (_, options, message) => {
    expect(() => links.custom(options)).toThrow(message);
  });
});
