import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The first block of code of a guide, and what is said to be printed by it. */
export function exampleOf(guide: string): { readonly code: string; readonly output: string } {
  const [code = '', output = ''] = [...guide.matchAll(/```(?:js|text)\n([\s\S]*?)```/g)].map((match) => match[1]);
  return { code, output };
}

/** Runs a module in this workspace, where imports resolve to the built packages, and returns what it prints. */
export function printed(module: string, name: string): string {
  const folder = fileURLToPath(new URL('../.results', import.meta.url));
  const file = `${folder}/${name}.mjs`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, module);
  try {
    return execFileSync(process.execPath, [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(file);
  }
}
