import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Debian's Python first: it is the one that Debian's python3-mpmath is for. */
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import mpmath']).status === 0);

/** Why a file cannot be made anew here; undefined where it can. With CI set that is an error. */
function cannotRegenerate(): string | undefined {
  if (python !== undefined) return undefined;
  const missing = "NO mpmath: install Debian's python3-mpmath";
  if (process.env.CI) throw new Error(missing);
  return missing;
}

/** What `scripts/coefficients.py` of the package at this URL writes to `file`, made anew in a folder of its own. */
function regenerated(folder: URL, file: string): string {
  const made = mkdtempSync(join(tmpdir(), 'lossmith-coefficients-'));
  try {
    mkdirSync(join(made, 'scripts'));
    mkdirSync(join(made, dirname(file)), { recursive: true });
    const script = join(made, 'scripts/coefficients.py');
    copyFileSync(join(fileURLToPath(folder), 'scripts/coefficients.py'), script);
    const { status, stderr } = spawnSync(python as string, [script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`scripts/coefficients.py failed: ${stderr}`);
    return readFileSync(join(made, file), 'utf8');
  } finally {
    rmSync(made, { recursive: true });
  }
}

/** A test that a file of the package at this URL is what the package's `scripts/coefficients.py` makes. */
export function testRegenerated(folder: URL, file: string): void {
  test(`${file} is what scripts/coefficients.py makes`, { timeout: 60_000 }, ({ skip }) => {
    const obstacle = cannotRegenerate();
    skip(obstacle !== undefined, obstacle);
    expect(readFileSync(new URL(file, folder), 'utf8')).toBe(regenerated(folder, file));
  });
}
