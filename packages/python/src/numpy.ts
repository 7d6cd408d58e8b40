/** Entry point '@lossmith/python/numpy', for bundles that are to hold what NumPy needs alone. */
import { compilerFor } from './compile-python.js';
import { numpyModule } from './numpy/module.js';

export * from '@lossmith/core';
export type { PythonModule } from './module/written.js';
export type { PythonOptions } from './options.js';

/** A loss as one self-contained Python file for NumPy, see '@lossmith/python'. Throws `LossmithOptionError`. */
export const compilePython = /* @__PURE__ */ compilerFor({ numpy: numpyModule });
