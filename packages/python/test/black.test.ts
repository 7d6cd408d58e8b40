import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { compilePython, type Loss, type PythonOptions } from '../src/index.js';
import { allFamilies } from './families.ts';

const black = (folder: string) => spawnSync('black', ['--check', '--diff', '--quiet', folder], { encoding: 'utf8' });
const known = spawnSync('black', ['--version']).status === 0;
if (whole && !known) {
  if (process.env.CI) throw new Error("no black; install Debian's black");
  console.warn("\nNO BLACK: THAT IT WOULD CHANGE NOTHING IS NOT TRIED; install Debian's black\n");
}

const standard: readonly PythonOptions[] = [{ library: 'numpy' }, { library: 'torch' }];
const others: readonly PythonOptions[] = [
  { library: 'numpy', precision: 'float32', mask: 'examples', outputs: ['loss'] },
  { library: 'numpy', parameters: 'inputs', weight: false, mask: false },
  { library: 'torch', outputs: ['hessian'], mask: 'examples' },
  { library: 'torch', parameters: 'inputs', reduction: 'none', weight: false },
];
/** Those with the longest lines, for which all options are tried. */
const some = ['matching sum', 'compositeSoftmax matching', 'pairwise lambda', 'preference gap', 'listMle'];

/** Options that every loss can take: a mask of examples is one of rows. */
const optionsFor = ({ axes }: Loss, { mask, ...others }: PythonOptions): PythonOptions =>
  axes === '' && mask === 'examples' ? others : { ...others, ...(mask === undefined ? {} : { mask }) };

test.skipIf(!whole || !known)('Black leaves every file as it is', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-black-'));
  for (const [name, loss] of Object.entries(allFamilies))
    for (const [k, one] of [...standard, ...(some.includes(name) ? others : [])].entries())
      writeFileSync(
        join(folder, `${name.replaceAll(' ', '_')}_${k}.py`),
        compilePython(loss, optionsFor(loss, one)).source,
      );
  const { stdout, stderr, status } = black(folder);
  rmSync(folder, { recursive: true });
  expect(`${stdout}${stderr}`.slice(0, 2000)).toBe('');
  expect(status).toBe(0);
});
