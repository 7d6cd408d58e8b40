import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from './model-files.ts';

/** A folder that models are written to. */
export function modelRoot() {
  const root = mkdtempSync(join(tmpdir(), 'lossmith-transformers-'));
  return {
    root,
    write(name: string, files: Files): string {
      for (const [file, content] of Object.entries(files)) {
        const path = join(root, name, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content));
      }
      return join(root, name);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
