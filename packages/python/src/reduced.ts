import type { Library } from './dialect.js';

/** What becomes of results per example, see `Program.reduction`. */
export const reducedText: Readonly<Record<Library, string>> = {
  numpy: `def _reduced(results: dict[str, NDArray], reduction: str) -> dict[str, NDArray]:
    """The sum or the weighted mean of the losses, and derivatives as derivatives of it."""
    examples = next(iter(results.values())).shape[0]
    counted = results.pop("weight", None)
    if reduction == "none":
        return results
    factor = 1.0
    if reduction == "mean":
        total = examples if counted is None else np.sum(counted, dtype=np.float64)
        factor = 1.0 / total if total != 0 else 0.0
    for name, values in results.items():
        if name != "loss":
            results[name] = values * values.dtype.type(factor)
        elif factor == 0.0:
            results[name] = values.dtype.type(0.0)
        else:
            total_loss = np.sum(values, dtype=np.float64) * factor
            results[name] = values.dtype.type(total_loss)
    return results`,
  torch: '',
};
