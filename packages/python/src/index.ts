import { compilerFor } from './compile-python.js';
import { numpyModule } from './numpy/module.js';
import { torchModule } from './torch/module.js';

export * from '@lossmith/core';
export type { PythonModule } from './module/written.js';
export type { PythonOptions } from './options.js';

/**
 * A loss as one self-contained Python file, which works with the library alone. For NumPy it has the loss, its gradient and
 * second derivative, and what boosters are handed; for PyTorch a module and functions with derivatives of two orders. Throws `LossmithOptionError`.
 */
export const compilePython = /* @__PURE__ */ compilerFor({ numpy: numpyModule, torch: torchModule });
