import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pictures } from '../pictures/index.ts';

const folder = fileURLToPath(new URL('../pictures/', import.meta.url));

/** Pictures are drawn by the library as the site is built. They are committed, since GitHub and npm show them too. */
export function drawPictures(): void {
  for (const [name, svg] of Object.entries(pictures())) {
    const file = folder + name;
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file) || readFileSync(file, 'utf8') !== svg) writeFileSync(file, svg);
  }
}
