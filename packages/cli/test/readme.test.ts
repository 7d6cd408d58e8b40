import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { env } from './runner.ts';
import { dataFiles, typedIn } from './terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const typed = typedIn(readFileSync(join(root, 'README.md'), 'utf8'));

test.runIf(whole && process.platform !== 'win32')('what README shows of a terminal is what the command says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-readme-'));
  for (const [name, text] of Object.entries(dataFiles)) writeFileSync(join(folder, name), text);
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
