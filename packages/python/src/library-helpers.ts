/** Functions of a module that are written in the library's own words, by the name that lowerings know. */
export const libraryHelpers: Readonly<Record<string, string>> = {
  index: `def _places(like: NDArray, items: int) -> NDArray:
    """0, 1, 2, ... for items."""
    return np.arange(items, dtype=like.dtype)`,
  sum: `def _sum(x: NDArray, axis: int) -> NDArray:
    """The sum along an axis, which stays."""
    return np.sum(x, axis=axis, dtype=np.float64, keepdims=True).astype(x.dtype)`,
  max: `def _largest(x: NDArray, axis: int) -> NDArray:
    """The largest number along an axis, which stays."""
    if x.shape[axis] == 0:
        return np.sum(x, axis=axis, keepdims=True) - _INFINITE
    return np.amax(x, axis=axis, keepdims=True)`,
  log1p: `def _log1p(x: NDArray) -> NDArray:
    """log(1 + x): PyTorch's is infinite above 1e38 in float32."""
    return np.where(x < 1e38, np.log1p(x), np.log(x))`,
};

/** Numbers that texts of programs must not write out: made of the largest power of 2. */
export const specialNumbers = ['_INFINITE = float.fromhex("0x1p1023") * 2.0', '_NOT_A_NUMBER = _INFINITE - _INFINITE'];
