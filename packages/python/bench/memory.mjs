import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilePython, links, losses } from '../dist/index.js';

const written = {
  label: losses.softmax({ target: 'label' }),
  composite: losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }),
};

/** What a step takes on top of its scores, in sizes of the scores, for each of the contenders. */
export function measurePeaks(python, { rows, classes, cases }) {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-peak-'));
  for (const [name, loss] of Object.entries(written))
    writeFileSync(join(folder, `lossmith_${name}.py`), compilePython(loss, { library: 'torch' }).source);
  const script = fileURLToPath(new URL('peak.py', import.meta.url));
  const peakOf = (name) => {
    const { status, stdout, stderr } = spawnSync(python, [script, folder, name, rows, classes].map(String));
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    return Number(stdout);
  };
  const peaks = Object.fromEntries(cases.map((name) => [name, peakOf(name)]));
  rmSync(folder, { recursive: true });
  return peaks;
}
