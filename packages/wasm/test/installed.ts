import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** A folder with files of a user's, and the built packages in its node_modules as a package manager puts them there. */
export interface Project {
  readonly folder: string;
  remove(): void;
}

export function project(files: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-project-'));
  for (const name of ['core', 'wasm'])
    for (const part of ['package.json', 'dist'])
      cpSync(join(packages, name, part), join(folder, 'node_modules/@lossmith', name, part), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
