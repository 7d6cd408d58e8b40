import type { Library } from './dialect.js';

/** Functions of a module that are written in the library's own words, by the name that lowerings know. */
export const libraryHelpers: Readonly<Record<Library, Readonly<Record<string, string>>>> = {
  numpy: {
    sum: `def _sum(x: NDArray, axis: int) -> NDArray:
    """The sum along an axis, gathered in float64; the axis stays, with length 1."""
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

/** Numbers that texts of programs must not write out, by their bits. */
export const specialNumbers: Readonly<Record<Library, Readonly<Record<string, string>>>> = {
  numpy: {
    _NOT_A_NUMBER: '_NOT_A_NUMBER = np.array(0x7FF8000000000000).view(np.float64).item()',
    _INFINITE: '_INFINITE = np.array(0x7FF0000000000000).view(np.float64).item()',
  },
  torch: {
    _NOT_A_NUMBER: '_NOT_A_NUMBER = torch.tensor(0x7FF8000000000000).view(torch.float64).item()',
    _INFINITE: '_INFINITE = torch.tensor(0x7FF0000000000000).view(torch.float64).item()',
  },
};
