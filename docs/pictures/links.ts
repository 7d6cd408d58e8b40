import type { Link } from '@lossmith/core';
import * as links from '@lossmith/core/links';
import { lossCurve, output, scores, sensitivity } from './curves.ts';
import { draw } from './draw.ts';

const z = scores(-4, 4, 81);
const knots = [
  [-3, -1.5],
  [-1, -1],
  [0, 0.5],
  [2, 1],
  [3, 3],
] as const;

/** One of each kind, placed so that its shape shows between −4 and 4. */
const shown: Readonly<Record<string, Link>> = {
  identity: links.identity(),
  sigmoid: links.sigmoid({ amplitude: 4, rate: 1.5 }),
  tanh: links.tanh({ amplitude: 2 }),
  arctan: links.arctan({ amplitude: 2 }),
  softsign: links.softsign({ amplitude: 2 }),
  erf: links.erf({ amplitude: 2 }),
  clip: links.clip({ threshold: 1.5 }),
  sinh: links.sinh({ amplitude: 0.5 }),
  asinh: links.asinh({ rate: 2 }),
  power: links.power({ exponent: 3, amplitude: 0.2 }),
  exp: links.exp({ rate: 0.5 }),
  softplus: links.softplus({ rate: 1.5 }),
  mirror: links.mirror(links.exp({ rate: 0.5 })),
  sum: links.sum([
    links.sigmoid({ amplitude: 2, rate: 4, center: -2 }),
    links.sigmoid({ amplitude: 2, rate: 4, center: 2 }),
    links.identity({ amplitude: 0.1 }),
  ]),
  piecewiseLinear: links.piecewiseLinear({ knots }),
  monotoneCubic: links.monotoneCubic({ knots }),
  fromSensitivity: links.fromSensitivity({ floor: 0.2, regions: [{ from: 0, to: 2, gain: 1, softness: 0.5 }] }),
};

/** The link (solid), its sensitivity (dashes) and the loss where score 1 was observed (dashes and dots). */
export const linkPictures = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(shown).map(([name, link]) => [
      `links/${name}.svg`,
      draw({
        title: name,
        xLabel: 'score',
        yDomain: [-3, 4],
        curves: [
          { name: 'link', look: 'first', points: output(link, z) },
          { name: 'sensitivity', look: 'second', points: sensitivity(link, z) },
          { name: 'loss where 1 was observed', look: 'third', points: lossCurve(link, z, 1) },
        ],
      }),
    ]),
  );
