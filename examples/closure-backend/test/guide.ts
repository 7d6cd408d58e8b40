import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
export const readFromRoot = (path: string): string => readFileSync(fromRoot(path), 'utf8');
export const root: string = fromRoot('');

/** A code block of a guide, and what the HTML comment before it says: 'file: backend.mjs'. */
export interface Block {
  readonly label: string;
  readonly code: string;
}

/** The code blocks of a Markdown file that have such a comment. */
export function labelledBlocks(path: string): readonly Block[] {
  const blocks = readFromRoot(path).matchAll(/^<!-- (.+?) -->\n```\w+\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, label, code]) => ({ label: label as string, code: code as string }));
}

/** The block with a label. */
export function blockOf(path: string, label: string): string {
  const found = labelledBlocks(path).find((block) => block.label === label);
  if (found === undefined) throw new Error(`${path} has no code block '<!-- ${label} -->'`);
  return found.code;
}
