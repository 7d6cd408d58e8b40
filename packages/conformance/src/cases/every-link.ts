import { type Link, links } from '@lossmith/core';

const knots = [
  [-1, -2],
  [0, 0],
  [1, 3],
  [2, 4],
] as const;

/** A link of every kind but sums, with numbers that leave nothing out: for tests of what has to hold of each. */
export const everyLink: readonly Link[] = [
  links.asinh(),
  links.softplus(),
  links.arctan(),
  links.sinh({ rate: 0.5 }),
  links.sigmoid(),
  links.tanh({ amplitude: 2 }),
  links.softsign(),
  links.erf({ center: 0.3 }),
  links.clip({ threshold: 1 }),
  links.power({ exponent: 1.5 }),
  links.exp({ rate: 0.3 }),
  links.identity(),
  links.mirror(links.softplus()),
  links.piecewiseLinear({ knots }),
  links.monotoneCubic({ knots }),
  links.fromSensitivity({ floor: 0.1, regions: [{ from: 1, to: 2, gain: 3, softness: 0.1 }] }),
];
