import fc from 'fast-check';
import * as expressions from '../src/expressions/index.js';
import * as links from '../src/links/index.js';
import type { Link } from '../src/links/link.js';
import type { Knot, PlacementSpec, Region } from '../src/links/link-spec.js';

/** Without −0, which JSON cannot hold. */
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

/** Amplitude, rate and center, each possibly left out. */
export const placement: fc.Arbitrary<PlacementSpec> = fc.record(
  { amplitude: number(0.05, 20), rate: number(0.05, 5), center: number(-5, 5) },
  { requiredKeys: [] },
);

const { identity, sigmoid, tanh, arctan, softsign, erf, sinh, asinh, exp, softplus } = links;
const simpleLinks = [identity, sigmoid, tanh, arctan, softsign, erf, sinh, asinh, exp, softplus];

const increasing = (count: number): fc.Arbitrary<number[]> =>
  fc
    .tuple(number(-5, 2), fc.array(number(0.1, 2), { minLength: count - 1, maxLength: count - 1 }))
    .map(([start, steps]) => {
      const places = [start];
      for (const step of steps) places.push((places[places.length - 1] as number) + step);
      return places;
    });
/** Knots whose h rises or, now and then, stays. */
const knots: fc.Arbitrary<Knot[]> = fc
  .integer({ min: 2, max: 6 })
  .chain((count) =>
    fc.tuple(
      increasing(count),
      fc.array(fc.oneof(number(0.05, 3), fc.constant(0)), { minLength: count, maxLength: count }),
    ),
  )
  .map(([places, rises]) => {
    let h = -1;
    return places.map((z, k) => {
      h += rises[k] as number;
      return [z, h] as const;
    });
  });

export const regions: fc.Arbitrary<Region[]> = fc.array(
  fc
    .record({
      from: number(-4, 2),
      width: number(0.1, 4),
      gain: number(0.1, 5),
      softness: fc.oneof(fc.constant(0), number(0.01, 2)),
      open: fc.constantFrom('from', 'to', 'none'),
    })
    .map(({ from, width, gain, softness, open }) => ({
      ...(open === 'from' ? {} : { from }),
      ...(open === 'to' ? {} : { to: from + width }),
      gain,
      softness,
    })),
  { minLength: 1, maxLength: 3 },
);

const customs = [
  { h: expressions.add(expressions.z, expressions.tanh(expressions.z)) },
  { h: expressions.arctan(expressions.multiply(expressions.z, 2)) },
  { h: expressions.sinh(expressions.z), H: expressions.cosh(expressions.z), dh: expressions.cosh(expressions.z) },
];

/** Links that are made of numbers alone. */
export const leafLink: fc.Arbitrary<Link> = fc.oneof(
  fc.tuple(fc.constantFrom(...simpleLinks), placement).map(([build, options]) => build(options)),
  fc.tuple(number(0.3, 4), placement).map(([exponent, options]) => links.power({ ...options, exponent })),
  fc.tuple(number(0.2, 4), placement).map(([threshold, options]) => links.clip({ ...options, threshold })),
  fc.tuple(knots, placement).map(([points, options]) => links.piecewiseLinear({ ...options, knots: points })),
  fc.tuple(knots, placement).map(([points, options]) => links.monotoneCubic({ ...options, knots: points })),
  fc
    .tuple(regions, number(0, 1), placement)
    .map(([list, floor, options]) => links.fromSensitivity({ ...options, floor, regions: list })),
);

/** Links of these leaves, mirrors, sums, and sums in sums. */
const composed = (leaves: fc.Arbitrary<Link>): fc.Arbitrary<Link> =>
  fc.letrec<{ link: Link }>((tie) => ({
    link: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves,
      fc.tuple(tie('link'), placement).map(([inner, options]) => links.mirror(inner, options)),
      fc
        .tuple(fc.array(tie('link'), { minLength: 1, maxLength: 3 }), placement)
        .map(([list, options]) => links.sum(list, options)),
    ),
  })).link;

export const builtInLink: fc.Arbitrary<Link> = composed(leafLink);

/** Any link, some with summands that a user wrote. */
export const link: fc.Arbitrary<Link> = composed(
  fc.oneof(
    leafLink,
    leafLink,
    fc.constantFrom(...customs).map((options) => links.custom(options)),
  ),
);

/** A moderate score. */
const score: fc.Arbitrary<number> = number(-12, 12);

/** Scores of every size, with the extremes and signed zeros among them. */
export const anyScore: fc.Arbitrary<number> = fc.oneof(
  score,
  number(-1e3, 1e3),
  fc.constantFrom(0, -0, 1, -1, 1e-30, -1e-30, 1e6, -1e6, 2 ** 126, -(2 ** 126)),
);

/** Two scores, often close to each other or equal. */
export const pair: fc.Arbitrary<{ predicted: number; target: number }> = fc
  .tuple(
    score,
    fc.oneof(
      score,
      fc.constantFrom(1e-7, -1e-5, 1e-3, 0.3, 0).map((gap) => ({ gap })),
    ),
  )
  .map(([target, other]) => ({ target, predicted: typeof other === 'number' ? other : target + other.gap }));
