import { evaluateLink, type Link, links, losses } from '@lossmith/wasm';
import { type Contender, evened, type Known, contenders as volcano } from '@lossmith-examples/volcano/contenders';

/** A loss and the strengths that are tried for it, as many for each; of squared error, which has none, the grid numbers starts. */
export interface Rival extends Contender {
  readonly grid: readonly number[];
}

const EXPONENTIAL = [0.5, 1, 1.5, 2, 3, 4];
const SIGMOID = [0.5, 1, 2, 3, 5, 8];
const REGION = [0.5, 1, 2, 3, 4, 5];

/** The steepest place is the edge of what matters; the strength says how narrow it is. */
const sigmoid = (rate: number, known: Known): Link =>
  evened((amplitude) => links.sigmoid({ rate, amplitude, center: known.edge }), known);

/** Near the optimum (h(ŝ) − h(s))² weighs by h'²: that is 1 on average. */
export function squaredSigmoid(rate: number, { scores, edge }: Known): Link {
  const make = (amplitude: number) => links.sigmoid({ rate, amplitude, center: edge });
  const { sensitivity } = evaluateLink(make(1), scores);
  return make(1 / Math.sqrt(sensitivity.reduce((sum, value) => sum + value * value, 0) / sensitivity.length));
}

const demo = (id: string, grid: readonly number[]): Rival => ({ ...volcano.find((one) => one.id === id)!, grid });

/** Those of the demo, and three with a sigmoid about the edge. */
export const rivals: readonly Rival[] = [
  { ...demo('squared', [0, 1, 2, 3, 4, 5]), name: 'squared error, six starts' },
  demo('target', EXPONENTIAL),
  {
    id: 'targetSigmoid',
    name: 'weights at the target, sigmoid',
    graded: true,
    grid: SIGMOID,
    lossAt: (strength, known) => losses.weightedSquared(sigmoid(strength, known)),
  },
  demo('larger', EXPONENTIAL),
  demo('linkSquared', EXPONENTIAL),
  {
    id: 'linkSquaredSigmoid',
    name: '(h(ŝ) − h(s))², sigmoid',
    graded: true,
    grid: SIGMOID,
    lossAt: (strength, known) => losses.linkSquared(squaredSigmoid(strength, known)),
  },
  demo('exp', EXPONENTIAL),
  {
    id: 'sigmoid',
    name: 'sigmoid link',
    graded: true,
    grid: SIGMOID,
    lossAt: (strength, known) => losses.matching(sigmoid(strength, known)),
  },
  demo('region', REGION),
];
