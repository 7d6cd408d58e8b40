/** What becomes of results per example, see `Program.reduction`. Of no weight at all the mean is 0. */
export const reducedText = `def _reduced(results: dict[str, NDArray], reduction: str) -> dict[str, NDArray]:
    """The sum or mean of the losses, and derivatives of that."""
    if reduction not in ("none", "sum", "mean"):
        raise ValueError(f"reduction is {reduction!r}: give 'none', 'sum' or 'mean'")
    if reduction == "none":
        return results
    first = next(iter(results.values()))
    ones = np.ones(len(first), dtype=first.dtype)
    total = np.sum(results.pop("weight", ones), dtype=np.float64)
    factor = (total != 0) / (total + (total == 0)) if reduction == "mean" else 1.0
    for name, values in results.items():
        whole = np.sum(values, dtype=np.float64) if name == "loss" else values
        results[name] = (whole * factor).astype(values.dtype)
    return {**results, "weight": total}`;
