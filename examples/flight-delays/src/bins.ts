/** Residuals (predicted − observed) of the flights whose observed score is in [from, to). */
export interface ResidualBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanResidual: number;
  readonly rmse: number;
}

const BIN_WIDTH = 0.5;
const LOWEST = -2;
const HIGHEST = 4;

/** Bins of half a unit; what lies beyond the ends joins the end bins, so that none is nearly empty. */
export function binResiduals(predicted: ArrayLike<number>, observed: readonly number[]): readonly ResidualBin[] {
  const bins = Array.from({ length: (HIGHEST - LOWEST) / BIN_WIDTH }, () => ({ count: 0, sum: 0, squares: 0 }));
  observed.forEach((score, index) => {
    const position = Math.floor((score - LOWEST) / BIN_WIDTH);
    const bin = bins[Math.min(bins.length - 1, Math.max(0, position))]!;
    const residual = predicted[index]! - score;
    bin.count++;
    bin.sum += residual;
    bin.squares += residual ** 2;
  });
  return bins.map(({ count, sum, squares }, index) => ({
    from: LOWEST + index * BIN_WIDTH,
    to: LOWEST + (index + 1) * BIN_WIDTH,
    count,
    meanResidual: sum / count,
    rmse: Math.sqrt(squares / count),
  }));
}
