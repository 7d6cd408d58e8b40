import { compilePython, type Loss, type PythonOptions } from '../src/index.js';
import { findPython } from './process/find-python.mjs';
import { type PythonProcess, startPython } from './process/python-process.mjs';

/** Arrays that a test's Python leaves in `results`. */
export type Results = Readonly<Record<string, Float64Array>>;

/** A Python with these modules, started once for a test file; undefined where there is none. */
export function pythonFor(...modules: readonly string[]) {
  const executable = findPython(...modules);
  if (executable === undefined) return undefined;
  const python: PythonProcess = startPython(executable);
  return {
    /** Runs lines of Python; `module` is the loss as it was written, and what stands in `results` comes back. */
    run: (loss: Loss, options: PythonOptions, lines: string): Promise<Results> => {
      const { source } = compilePython(loss, options);
      const code = `module = load(${JSON.stringify(source)})\nimport numpy as np\n${lines}`;
      return python.ask({ action: 'run', arguments: { code } }) as Promise<Results>;
    },
    stop: () => python.stop(),
  };
}
