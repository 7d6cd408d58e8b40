import type { Library } from './dialect.js';

const imports: Readonly<Record<Library, readonly string[]>> = {
  numpy: ['from __future__ import annotations', '', 'import numpy as np', 'from numpy.typing import NDArray'],
  torch: ['from __future__ import annotations', '', 'import torch', 'from torch import Tensor'],
};

export const importsOf = (library: Library): readonly string[] => imports[library];
