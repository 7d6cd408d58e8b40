import { evaluateLink, type Link, type Loss, links, losses } from '@lossmith/wasm';

export const STRENGTHS = [1, 2, 3, 4, 6] as const;

/** What a loss may know of the data. */
export interface Known {
  readonly scores: Float64Array;
  /** The score from which on it matters: of the map, that above which a tenth of the surveyed points lie. */
  readonly edge: number;
}

export interface Contender {
  readonly id: string;
  readonly name: string;
  /** Whether its loss depends on the strength; squared error's does not. */
  readonly graded: boolean;
  readonly lossAt: (strength: number, known: Known) => Loss;
}

const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A link made so that its sensitivity is 1 on average at the surveyed points: losses then have about the same size at every strength. No minimum moves by it. */
export function evened(make: (amplitude: number) => Link, { scores }: Known): Link {
  return make(1 / average(evaluateLink(make(1), scores).sensitivity));
}

/** h' = e^{as}: one standard deviation higher matters e^a times as much. */
const exponential = (strength: number, known: Known): Link =>
  evened((amplitude) => links.exp({ rate: strength, amplitude }), known);

/** h'² is what h' is of the other, so that (h(ŝ) − h(s))² comes near it at the optimum. */
function halfRate(strength: number, { scores }: Known): Link {
  const make = (amplitude: number) => links.exp({ rate: strength / 2, amplitude });
  const { sensitivity } = evaluateLink(make(1), scores);
  return make(1 / Math.sqrt(average(sensitivity.map((value) => value * value))));
}

/** h' is 1 below the edge and e^a above it; the ramp between them is half a standard deviation wide. */
function drawnRegion(strength: number, known: Known): Link {
  const inside = Math.exp(strength);
  const region = (scale: number) =>
    links.fromSensitivity({
      floor: scale,
      regions: [{ from: known.edge, gain: scale * (inside - 1), softness: 0.5 }],
    });
  return evened(region, known);
}

/** All of them look at the score alone; each has one number to choose, the strength, and every one of its values is shown. */
export const contenders: readonly Contender[] = [
  { id: 'squared', name: 'squared error', graded: false, lossAt: () => losses.matching(links.identity()) },
  {
    id: 'target',
    name: 'weights at the target',
    graded: true,
    lossAt: (strength, known) => losses.weightedSquared(exponential(strength, known)),
  },
  {
    id: 'exp',
    name: 'exp link',
    graded: true,
    lossAt: (strength, known) => losses.matching(exponential(strength, known)),
  },
  {
    id: 'region',
    name: 'fromSensitivity link',
    graded: true,
    lossAt: (strength, known) => losses.matching(drawnRegion(strength, known)),
  },
  {
    id: 'larger',
    name: 'weights at max(s, ŝ)',
    graded: true,
    lossAt: (strength, known) => losses.weightedSquared(exponential(strength, known), { at: 'larger' }),
  },
  {
    id: 'linkSquared',
    name: '(h(ŝ) − h(s))², half rate',
    graded: true,
    lossAt: (strength, known) => losses.linkSquared(halfRate(strength, known)),
  },
];
