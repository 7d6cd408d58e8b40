import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const docs = fileURLToPath(new URL('..', import.meta.url));

/** A fenced block of a page, and the HTML comment before it, which says what it is. */
export interface Block {
  readonly language: string;
  readonly label: string;
  readonly code: string;
}

export function blocksOf(page: string): readonly Block[] {
  const fence = /(?:<!-- ([^>]*?) -->\s*)?^( *)```(\w*)[^\n]*\n([\s\S]*?)^ *```$/gm;
  return [...page.matchAll(fence)].map(([, label = '', indent, language, code]) => ({
    language: language!,
    label: label.replace(/:.*run by .*$/, ''),
    code: code!.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the repository, by its path from the root. */
export const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

const readmes = ['apps', 'examples', 'packages'].flatMap((parent) =>
  readdirSync(`${root}${parent}`).map((name) => `${parent}/${name}/README.md`),
);

/** The Markdown files that are written for users, by their paths: those of this folder, and READMEs. */
export const pages: readonly string[] = [
  ...readdirSync(docs)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readmes.filter((path) => existsSync(`${root}${path}`)),
];
