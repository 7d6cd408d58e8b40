/** Entry point '@lossmith/python/torch', for bundles that are to hold what PyTorch needs alone. */
import { compilerFor } from './compile-python.js';
import { torchModule } from './torch/module.js';

export * from '@lossmith/core';
export type { PythonModule } from './module/written.js';
export type { PythonOptions } from './options.js';

/** A loss as one self-contained Python file for PyTorch, see '@lossmith/python'. Throws `LossmithOptionError`. */
export const compilePython = /* @__PURE__ */ compilerFor({ torch: torchModule });
