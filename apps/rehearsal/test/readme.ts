import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf } from '../../../docs/test/blocks.ts';
import { fileOf } from './project.ts';
import { root } from './shell.ts';

/** The blocks of the README that was installed with a package. */
export const blocksIn = (project: string, name: string): readonly Block[] =>
  blocksOf(readFileSync(fileOf(project, name, 'README.md'), 'utf8'));

const isCode = ({ language }: Block) => language === 'js' || language === 'ts';

/** The first example of a README, which plain JavaScript can run. */
export const exampleOf = (blocks: readonly Block[]): string => blocks.find(isCode)!.code;

/** The block behind the comment `<!-- LABEL -->`. */
export const labelled = (blocks: readonly Block[], label: string): string | undefined =>
  blocks.find((block) => block.label === label)?.code;

/** The files of this kind that a page shows, by their names. */
export function shownFiles(blocks: readonly Block[], kind: RegExp): Readonly<Record<string, string>> {
  const files = blocks.filter(({ label }) => label.startsWith('file: ') && kind.test(label));
  return Object.fromEntries(files.map(({ label, code }) => [label.slice('file: '.length), code]));
}

/** The same of a page of the repository. */
export const blocksOfPage = (path: string): readonly Block[] => blocksOf(readFileSync(join(root, path), 'utf8'));
