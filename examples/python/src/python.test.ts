import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contenders } from '@lossmith-examples/flight-delays/contenders';
import { loadFlights } from '@lossmith-examples/flight-delays/flights';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { boost } from './boost.js';
import { executable } from './run-python.js';
import { share } from './share.js';

const known = whole && spawnSync(executable, ['-c', 'import numpy, torch, xgboost']).status === 0;
if (whole && !known) {
  if (process.env.CI) throw new Error('no Python with numpy, torch and xgboost');
  console.warn('\nNO PYTHON WITH NUMPY, TORCH AND XGBOOST: THE EXAMPLE IS NOT TRIED\n');
}
const flights = loadFlights();
const inFolder = async <Found>(run: (folder: string) => Promise<Found>): Promise<Found> => {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-example-'));
  const found = await run(folder);
  rmSync(folder, { recursive: true });
  return found;
};

test.skipIf(!known)(
  'matching losses stand between squared error and its reweighting',
  { timeout: 120_000 },
  async () => {
    const runs = await inFolder((folder) => boost(flights, 1, 30, folder));
    const of = (id: string) => runs.find(({ contender }) => contender === id)!.metrics;
    expect(runs).toHaveLength(contenders.length);
    for (const id of ['exp', 'sigmoid', 'region']) {
      expect(of(id).regionRmse).toBeLessThan(of('squared').regionRmse - 0.3);
      expect(of(id).regionRmse).toBeGreaterThan(of('reweighted').regionRmse + 0.3);
      expect(of(id).auc).toBeGreaterThan(0.62);
    }
  },
);

test.skipIf(!known)('two processes train as one does', { timeout: 120_000 }, async () => {
  const { largest, alone, together } = await inFolder((folder) => share(flights, 1, folder));
  expect(largest).toBeLessThan(4e-6);
  expect(together.regionRmse).toBeCloseTo(alone.regionRmse, 3);
});

test('README has the table of every contender', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const { name } of contenders) expect(readme).toContain(`│ ${name}`);
});
