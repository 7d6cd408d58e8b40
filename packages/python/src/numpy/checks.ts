/** Arguments of users as arrays of a shape that is known. */
export const shapedText = `def _shaped(
    name: str, values: ArrayLike, shape: tuple[int, ...], leading: bool = False
) -> NDArray:
    """An array of this shape, or repeated from its leading axes to it."""
    array = np.asarray(values, dtype=_TYPE)
    axes = shape[: array.ndim] if leading and array.ndim > 0 else shape
    if array.shape != axes:
        wanted = f"{shape} or its leading axes" if leading else f"{shape}"
        raise ValueError(f"{name} has shape {array.shape}, expected {wanted}")
    rest = (1,) * (len(shape) - array.ndim)
    return np.broadcast_to(array.reshape(axes + rest), shape)`;

export const weightCheckText = `def _check_weights(name: str, weight: NDArray) -> None:
    """No weight is negative."""
    if (weight < 0).any():
        k = np.argwhere(weight < 0)[0].tolist()
        raise ValueError(f"{name}{k} is {weight[tuple(k)]}: give weights >= 0")`;

/** Results are NaN where the target is none, and where data are NaN already. */
export const targetCheckText = (
  advice: string,
) => `def _check_targets(results: dict[str, NDArray], data: dict[str, NDArray]) -> None:
    """Results are NaN where the target is none."""
    first = next(iter(results.values()))
    if first.size > 0:
        wrong = np.isnan(first.reshape(len(first), -1)).any(axis=1)
        for values in data.values():
            wrong &= np.isfinite(values.reshape(len(first), -1)).all(axis=1)
        for k in np.flatnonzero(wrong)[:1]:
            where = f"target {data['target'][k].tolist()} of example {k}"
            raise ValueError(f"{where} is ${advice}")`;

export const parameterText = `def _parameter(name: str, value: ArrayLike, examples: int) -> NDArray:
    """A parameter as one number for each example."""
    array = np.ravel(value).astype(_TYPE)
    if array.size not in (1, examples):
        raise ValueError(f"{name} has {array.size} numbers, expected 1 or {examples}")
    allowed = np.isfinite(array) & ((array > 0) | name.endswith("center"))
    if not allowed.all():
        raise ValueError(f"{name} must be finite, and above 0 unless it is a center")
    return np.broadcast_to(array, (examples,))`;
