import type { Results } from '../results.js';
import type { Layout } from './axes.js';
import { drawCurves } from './curves.js';
import { residualCurves } from './residual-curves.js';

/** Where the models err, by observed score: on average, and by how much. */
export function residualFigures(results: Results) {
  const xLabel = 'observed score';
  const plot = (measure: 'meanResidual' | 'rmse', yLabel: string, yDomain: readonly [number, number]) => {
    const curves = residualCurves(results, measure);
    return (layout: Layout) => drawCurves({ curves, xLabel, yLabel, yDomain, symbols: true }, layout);
  };
  return {
    mean: plot('meanResidual', 'predicted − observed', [-4, 4]),
    rmse: plot('rmse', 'RMSE', [0, 4]),
  };
}
