import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';

const hasMpmath = spawnSync('python3', ['-c', 'import mpmath']).status === 0;
if (!hasMpmath) console.warn('SKIPPED: coefficients.ts is not checked against its script: python3-mpmath is missing');

describe.skipIf(!hasMpmath)('coefficients.ts', () => {
  test('is what scripts/coefficients.py makes', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coefficients-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'scripts'));
    mkdirSync(join(folder, 'src/operations'), { recursive: true });
    const script = join(folder, 'scripts/coefficients.py');
    copyFileSync(new URL('../../scripts/coefficients.py', import.meta.url), script);
    await promisify(execFile)('python3', [script]);
    const made = readFileSync(join(folder, 'src/operations/coefficients.ts'), 'utf8');
    expect(readFileSync(new URL('./coefficients.ts', import.meta.url), 'utf8')).toBe(made);
  });
});
