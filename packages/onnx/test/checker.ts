import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Debian's Python, which has Debian's python3-onnx. */
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('check-models.py', import.meta.url));

const isThere = () => existsSync(python) && spawnSync(python, ['-c', 'import onnx']).status === 0;

/** Keeps models, equal ones once, and has the official checker look at all of them at once. */
export function modelChecker() {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-onnx-'));
  const kept = new Set<string>();
  return {
    keep(bytes: Uint8Array) {
      const name = createHash('sha1').update(bytes).digest('hex');
      if (kept.has(name)) return;
      kept.add(name);
      writeFileSync(join(folder, `${name}.onnx`), bytes);
    },
    /** In continuous integration the checker must be there. */
    skipIfAbsent(skip: (reason: string) => void) {
      if (isThere()) return;
      const reason = 'NOT CHECKED: python3-onnx is missing; apt-get install python3-onnx';
      if (process.env.CI) throw new Error(reason);
      console.warn(reason);
      skip(reason);
    },
    /** How many models were looked at, and what is wrong with them. */
    check(): { readonly checked: number; readonly faults: readonly string[] } {
      const text = execFileSync(python, [script, folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
      return JSON.parse(text);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
