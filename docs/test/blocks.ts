import { readdirSync, readFileSync } from 'node:fs';
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

export const read = (path: string): string => readFileSync(`${docs}/${path}`, 'utf8');

/** The Markdown files of this folder: what is written for the site. */
export const pages: readonly string[] = readdirSync(docs).filter((name) => name.endsWith('.md'));
