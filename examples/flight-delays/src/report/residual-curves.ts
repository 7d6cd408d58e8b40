import type { ResidualBin } from '../bins.js';
import type { Results } from '../results.js';
import type { Curve } from './curves.js';

/** One measure per bin of observed scores, averaged over the seeds. */
export function residualCurves(
  { contenders, runs, plan }: Results,
  measure: 'meanResidual' | 'rmse',
): readonly Curve[] {
  return contenders.map(({ id }) => {
    const bins = runs.filter(({ contender }) => contender === id).map((run) => run.bins);
    const mean = (position: number) => bins.reduce((sum, seed) => sum + seed[position]![measure], 0) / plan.seeds;
    const middle = ({ from, to }: ResidualBin) => (from + to) / 2;
    return { contender: id, points: bins[0]!.map((bin, position) => ({ x: middle(bin), y: mean(position) })) };
  });
}
