import type { Library } from './dialect.js';

/** Functions of a module that are written in the library's own words, by the name that lowerings know. */
export const libraryHelpers: Readonly<Record<Library, Readonly<Record<string, string>>>> = {
  numpy: {
    sum: `def _sum(x: NDArray, axis: int) -> NDArray:
    """The sum along an axis, which stays, with length 1."""
    return np.sum(x, axis=axis, dtype=np.float64, keepdims=True).astype(x.dtype)`,
    max: `def _largest(x: NDArray, axis: int) -> NDArray:
    """The largest number along an axis, which stays, with length 1."""
    return np.max(x, axis=axis, keepdims=True, initial=-_INFINITE)`,
    lowest: `def _lowest(like: NDArray, shape: tuple[int, ...]) -> NDArray:
    """An array that any number is at least as large as."""
    return np.full(shape, -_INFINITE, dtype=like.dtype)`,
  },
  torch: {
    sum: `def _sum(x: Tensor, axis: int) -> Tensor:
    """The sum along an axis, which stays, with length 1."""
    return torch.sum(x, dim=axis, keepdim=True)`,
    max: `def _largest(x: Tensor, axis: int) -> Tensor:
    """The largest number along an axis, which stays, with length 1."""
    if x.shape[axis] == 0:
        return torch.sum(x, dim=axis, keepdim=True) - _INFINITE
    return torch.amax(x, dim=axis, keepdim=True)`,
    lowest: `def _lowest(like: Tensor, shape: tuple[int, ...]) -> Tensor:
    """A tensor that any number is at least as large as."""
    return like.new_full(shape, -_INFINITE)`,
  },
};

/** Numbers that texts of programs must not write out: made of the largest power of 2. */
export const specialNumbers = ['_INFINITE = float.fromhex("0x1p1023") * 2.0', '_NOT_A_NUMBER = _INFINITE - _INFINITE'];
