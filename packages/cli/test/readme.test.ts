import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { env } from './runner.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Blocks of a terminal: what is typed stands behind `$ `, what is said below it. */
const typed = [...readme.matchAll(/```console\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
  .map((text) => ({ line: text.slice(0, text.indexOf('\n')), says: text.slice(text.indexOf('\n') + 1).trimEnd() }));

/** Delays of 200 flights in minutes: most are short, few are long. */
const delays = Array.from({ length: 200 }, (_, k) => Math.round(-20 * Math.log(1 - (k + 0.5) / 200) - 10));

test.runIf(whole && process.platform !== 'win32')('what README shows of a terminal is what the command says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-readme-'));
  writeFileSync(join(folder, 'delays.csv'), `delay\n${delays.join('\n')}\n`);
  writeFileSync(join(folder, 'predictions.csv'), 'flight,predicted,target\nUA1,12,8\nUA2,20,75\nUA3,5,5\n');
  writeFileSync(
    join(folder, 'lossmith'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin/lossmith.mjs')}" "$@"\n`,
  );
  chmodSync(join(folder, 'lossmith'), 0o755);
  const options = { cwd: folder, encoding: 'utf8', env: { ...env, PATH: `${folder}${delimiter}${env.PATH}` } } as const;
  try {
    expect(typed.length).toBeGreaterThan(5);
    for (const { line, says } of typed) {
      const { stdout } = spawnSync('sh', ['-c', `{ ${line}\n} 2>&1`], options);
      expect({ line, says: stdout.trimEnd() }).toEqual({ line, says });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
