import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilePython, links, losses } from '../dist/index.js';
import { findPython } from '../test/process/find-python.mjs';
import { measurePeaks } from './memory.mjs';

const python = findPython('numpy', 'torch');
if (python === undefined) process.exit();

const files = {
  sinh_torch: { library: 'torch' },
  sinh_float32: { library: 'numpy', precision: 'float32', outputs: ['loss'] },
  sinh_float64: { library: 'numpy', outputs: ['loss'] },
};

/** CPU time in milliseconds of each contender, the shortest of several turns. */
function timesOf(count, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-speed-'));
  for (const [name, options] of Object.entries(files))
    writeFileSync(join(folder, `${name}.py`), compilePython(losses.matching(links.sinh()), options).source);
  const script = fileURLToPath(new URL('speed.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [script, folder, count, rounds].map(String));
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout));
}

const times = timesOf(2 ** 20, 21);
const milliseconds = (name) => `${times[name].toFixed(1)} ms`;
const ratio = (x, y) => (times[x] / times[y]).toFixed(2);
const line = (name, textbook) =>
  console.log(
    `  ${name.padEnd(16)} ${milliseconds(name)}, as typed ${milliseconds(textbook)}: ${ratio(name, textbook)}`,
  );

console.log('2^20 float32 scores, sinh link, mean and gradient, one thread, CPU time:');
line('module', 'textbook');
console.log(`                   mse_loss ${milliseconds('squared')}: ${ratio('module', 'squared')}`);
for (const name of ['numpy float32', 'numpy float64']) line(name, `${name} as typed`);

const size = { rows: 512, classes: 32_768 };
const cases = ['lossmith_label', 'textbook_label', 'cross_entropy', 'lossmith_composite', 'textbook_composite'];
console.log('\nmemory of a step with 512 rows of 32,768 classes, besides the scores, in sizes of these:');
for (const [name, peak] of Object.entries(measurePeaks(python, { ...size, cases })))
  console.log(`  ${name.padEnd(20)} ${peak.toFixed(1)}`);
