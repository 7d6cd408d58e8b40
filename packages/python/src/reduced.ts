import type { Library } from './dialect.js';

/** What becomes of results per example, see `Program.reduction`. */
export const reducedText: Readonly<Record<Library, string>> = {
  numpy: `def _reduced(results: dict[str, NDArray], reduction: str) -> dict[str, NDArray]:
    """The sum or mean of the losses, and derivatives of that."""
    if reduction not in ("none", "sum", "mean"):
        raise ValueError(f"reduction is {reduction!r}: give 'none', 'sum' or 'mean'")
    examples = next(iter(results.values())).shape[0]
    counted = results.pop("weight", None)
    if reduction == "none":
        return results
    factor = 1.0
    if reduction == "mean":
        total = examples if counted is None else np.sum(counted, dtype=np.float64)
        factor = 1.0 / total if total != 0 else 0.0
    for name, values in results.items():
        if name == "loss":
            values = np.sum(values, dtype=np.float64) if factor != 0 else np.zeros(())
        results[name] = (values * factor).astype(_TYPE)
    return results`,
  torch: '',
};
