import { exp, fromSensitivity, identity, sigmoid } from '@lossmith/core/links';
import { lossCurve, scores, sensitivity } from './curves.ts';
import { type Curve, draw } from './draw.ts';

const z = scores(0, 10);

const designs = [
  { name: 'squared error', look: 'plain', link: identity() },
  { name: 'high scores', look: 'first', link: exp({ rate: 0.5, center: 6 }) },
  { name: 'a threshold', look: 'second', link: sigmoid({ amplitude: 8, rate: 1.5, center: 6 }) },
  {
    name: 'a band',
    look: 'third',
    link: fromSensitivity({ floor: 0.3, regions: [{ from: 3.7, to: 4.7, gain: 1.7, softness: 0.5 }] }),
  },
] as const;

const labels: readonly (readonly Curve['label'][])[] = [
  [
    { x: 0.5, dx: 37 },
    { x: 9.5, dx: -47, dy: -8 },
    { x: 5.6, dx: -50, dy: -10 },
    { x: 4, dx: -22 },
  ],
  [undefined, undefined, { x: 8, dx: -52, dy: 8 }, { x: 9.3, dx: -4, dy: 20 }],
];

/** The idea in two pictures: what one says, and the loss one gets. */
export const ideaPictures = (): Readonly<Record<string, string>> => ({
  'sensitivity.svg': draw({
    title: 'You say how much each score matters',
    xLabel: 'score',
    yDomain: [0, 3.5],
    curves: designs.map(({ link, ...rest }, k) => ({ ...rest, points: sensitivity(link, z), label: labels[0]![k] })),
  }),
  'loss.svg': draw({
    title: 'The loss, where 5 was observed',
    xLabel: 'predicted score',
    yDomain: [0, 12],
    curves: designs.map(({ link, ...rest }, k) => ({ ...rest, points: lossCurve(link, z, 5), label: labels[1]![k] })),
  }),
});
