import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import mpmath']).status === 0);

test('coefficients.ts is what scripts/coefficients.py makes', ({ skip }) => {
  if (python === undefined && process.env.CI) throw new Error("no mpmath: install Debian's python3-mpmath");
  skip(python === undefined, "NO mpmath: install Debian's python3-mpmath");
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-coefficients-'));
  try {
    mkdirSync(join(folder, 'scripts'));
    mkdirSync(join(folder, 'src'));
    const script = join(folder, 'scripts/coefficients.py');
    copyFileSync(new URL('../../scripts/coefficients.py', import.meta.url), script);
    expect(spawnSync(python as string, [script]).status).toBe(0);
    const made = readFileSync(join(folder, 'src/functions/coefficients.ts'), 'utf8');
    expect(readFileSync(new URL('./coefficients.ts', import.meta.url), 'utf8')).toBe(made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
