import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../../../benchmarks/src/program.mjs';
import { compilePython, links, losses } from '../dist/index.js';
import { findPython } from '../test/process/find-python.mjs';
import { measurePeaks } from './memory.mjs';

/** With CI set, a Python that is missing is an error to tests; here it is a reason. */
function pythonHere() {
  try {
    return findPython('numpy', 'torch');
  } catch {
    return undefined;
  }
}

const python = pythonHere();
const missing =
  python === undefined ? { missing: 'no Python with NumPy and PyTorch: python3-numpy, python3-torch' } : {};
const asked = 'import numpy, torch; print(numpy.__version__, torch.__version__)';

function versionsHere() {
  if (python === undefined) return {};
  const [NumPy, PyTorch] = spawnSync(python, ['-c', asked], { encoding: 'utf8' }).stdout.trim().split(' ');
  return { NumPy, PyTorch };
}

export const versions = versionsHere();

const files = {
  sinh_torch: { library: 'torch' },
  sinh_float32: { library: 'numpy', precision: 'float32', outputs: ['loss'] },
  sinh_float64: { library: 'numpy', outputs: ['loss'] },
};

/** Candidates of speed.py by their names there. */
function candidatesOf(names) {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-speed-'));
  for (const [name, options] of Object.entries(files))
    writeFileSync(join(folder, `${name}.py`), compilePython(losses.matching(links.sinh()), options).source);
  const script = fileURLToPath(new URL('speed.py', import.meta.url));
  const program = startProgram(python, [script, folder, String(2 ** 20)]);
  const dispose = () => {
    program.end();
    rmSync(folder, { recursive: true });
  };
  return {
    candidates: Object.fromEntries(Object.entries(names).map(([name, there]) => [name, program.report(there)])),
    dispose,
  };
}

const peakOf = (name) => ({
  report: () => measurePeaks(python, { rows: 512, classes: 32_768, cases: [name] })[name],
});

const speed = {
  name: 'scores',
  title: '2^20 scores, sinh link, mean and gradient, one thread, against the formula as typed, and mse_loss of PyTorch',
  ours: ['written file'],
  others: ['as typed', 'mse_loss'],
  ratios: [
    { of: 'written file', over: 'as typed' },
    { of: 'written file', over: 'mse_loss' },
  ],
  ...missing,
  tasks: {
    'PyTorch, float32': () => candidatesOf({ 'written file': 'module', 'as typed': 'textbook', mse_loss: 'squared' }),
    'NumPy, float32': () => candidatesOf({ 'written file': 'numpy float32', 'as typed': 'numpy float32 as typed' }),
    'NumPy, float64': () => candidatesOf({ 'written file': 'numpy float64', 'as typed': 'numpy float64 as typed' }),
  },
};

const memory = {
  name: 'memory',
  title: 'memory of a step in PyTorch with 512 rows of 32,768 classes, besides the scores, in sizes of these',
  unit: '× scores',
  ours: ['written file'],
  others: ['as typed', 'cross_entropy'],
  ratios: [{ of: 'written file', over: 'as typed' }],
  rounds: 1,
  ...missing,
  tasks: {
    'softmax, labels': () => ({
      candidates: {
        'written file': peakOf('lossmith_label'),
        'as typed': peakOf('textbook_label'),
        cross_entropy: peakOf('cross_entropy'),
      },
    }),
    'composite Softmax': () => ({
      candidates: { 'written file': peakOf('lossmith_composite'), 'as typed': peakOf('textbook_composite') },
    }),
  },
};

export default [speed, memory];
