/** An argument of users with the shape that it must have, laid out in examples. */
export const shapedText = `def _shaped(
    name: str,
    values: ArrayLike,
    lead: tuple[int, ...],
    own: tuple[int, ...],
    like: NDArray,
    leading: bool = False,
) -> NDArray:
    """An array by examples, after a look at its shape."""
    array = np.asarray(values, dtype=like.dtype)
    shape = lead + own
    axes = shape[: array.ndim] if leading and array.ndim > 0 else shape
    if array.shape != axes:
        wanted = f"{shape} or its leading axes" if leading else f"{shape}"
        raise ValueError(f"{name} has shape {(*array.shape,)}, expected {wanted}")
    array = array.reshape(axes + (1,) * (len(shape) - array.ndim))
    return np.broadcast_to(array, shape).reshape(-1, *own)`;

export const weightCheckText = `def _check_weights(name: str, weight: NDArray) -> None:
    """No weight is negative."""
    if (weight < 0).any():
        k = np.argwhere(weight < 0)[0].tolist()
        raise ValueError(f"{name}{k} is {weight[tuple(k)]}: give weights >= 0")`;

/** Results are NaN where the target is none, and where data are NaN already. */
export const targetCheckText = (
  advice: string | undefined,
) => `def _check_targets(results: dict[str, NDArray], data: dict[str, NDArray]) -> None:
    """Results are NaN where the target is none."""
    wrong = np.isnan(results["loss"])
    if wrong.any():
        for values in data.values():
            wrong &= np.isfinite(values.reshape(len(wrong), -1)).all(axis=1)
        for k in np.argwhere(wrong)[:1, 0].tolist():
            where = f"target {data['target'][k].tolist()} of example {k}"
            raise ValueError(f"{where} is ${advice}")`;

export const parameterText = `def _parameter(name: str, value: ArrayLike, like: NDArray) -> NDArray:
    """One number for each example."""
    array = np.asarray(value, dtype=like.dtype).reshape(-1)
    if len(array) not in (1, len(like)):
        raise ValueError(f"{name} has {len(array)} numbers, expected 1 or {len(like)}")
    if not (np.isfinite(array) & ((array > 0) | name.endswith("center"))).all():
        raise ValueError(f"{name} must be finite, and above 0 unless it is a center")
    return np.broadcast_to(array, (len(like),))`;

/** Weights stand outside of programs: most losses have none. */
export const weightedText = `@np.errstate(all="ignore")
def _weighted(
    function: Any, weight: NDArray | None = None, **data: NDArray
) -> dict[str, NDArray]:
    """Results times weights: 0 for a weight of 0."""
    results = function(**data)
    if weight is None:
        return results
    if "weight" in results:
        weight = np.where(results["weight"] == 0, 0, weight)
    for name, values in results.items():
        each = weight.reshape(-1, *(1,) * (values.ndim - 1))
        results[name] = np.where(each == 0, 0, values * each)
    return {**results, "weight": weight}`;
