import type { LibraryDialect } from '../dialect.js';
import { lowerings } from '../lowerings.js';

export const numpy: LibraryDialect = {
  library: 'numpy',
  title: 'NumPy',
  imports: ['import numpy as np', 'from numpy.typing import ArrayLike, NDArray'],
  lowerings,
  words: (text) => text,
  numbers: ['numbers = np.asarray(predicted, dtype=_TYPE)', 'shape = numbers.shape'],
  results: ['results = _weighted(_evaluate, **data)'],
};
