import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Block } from './blocks.ts';
import { docs } from './blocks.ts';

/** Pieces of code that are pasted one behind the other, with what they are said to print, and the files beside them. */
export interface Example {
  readonly code: string;
  readonly output: string | undefined;
  readonly files: Readonly<Record<string, string>>;
  /** The file of these that Python runs after that. */
  readonly python: string | undefined;
  readonly whole: boolean;
}

const isCode = ({ language }: Block) => language === 'js' || language === 'ts';

/** `import { a, b } from 'x'` in two pieces of one page are one import. */
function withSingleImports(code: string): string {
  const names = new Map<string, Set<string>>();
  const rest = code.replace(/^import \{([^}]*)\} from '([^']+)';\n/gm, (_, list: string, from: string) => {
    const known = names.get(from) ?? new Set();
    for (const name of list.split(',').map((one) => one.trim())) if (name) known.add(name);
    names.set(from, known);
    return '';
  });
  const imports = [...names].map(([from, list]) => `import { ${[...list].join(', ')} } from '${from}';\n`);
  return imports.join('') + rest;
}

/** All that is said to be printed by a group of blocks; undefined where nothing is said. */
function outputOf(group: readonly Block[]): string | undefined {
  const printed = group.filter(({ language, label }) => language === 'text' && label.startsWith('output'));
  return printed.length === 0 ? undefined : printed.map(({ code }) => code).join('');
}

/** The examples of a page: a block labelled 'example' begins one, blocks of code without a label go on with it. */
export function examplesOf(blocks: readonly Block[]): readonly Example[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    if (block.label.startsWith('example') || (groups.length === 0 && isCode(block))) groups.push([]);
    groups.at(-1)?.push(block);
  }
  return groups.map((group) => ({
    code: withSingleImports(
      group
        .filter((block) => isCode(block) && !block.label.startsWith('file: '))
        .map(({ code }) => code)
        .join('\n'),
    ),
    output: outputOf(group),
    files: Object.fromEntries(
      group
        .filter(({ label }) => label.startsWith('file: '))
        .map(({ label, code }) => [label.slice('file: '.length), code]),
    ),
    python: group.find(({ label }) => /^file: .*\.py$/.test(label))?.label.slice('file: '.length),
    whole: group[0]!.label === 'example, whole',
  }));
}

/** A folder of this workspace with these files, where imports resolve to the built packages. */
export function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = `${docs}/.results/${name.replaceAll(' ', '-')}`;
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(`${folder}/${file}`, text);
  return folder;
}

/** What an example prints: its JavaScript, then its Python, in one folder. */
export function printed({ code, files, python }: Example, name: string): string {
  const cwd = folderWith(name, { ...files, 'example.mjs': code });
  const options = { cwd, encoding: 'utf8', stdio: 'pipe' } as const;
  const script = execFileSync(process.execPath, ['example.mjs'], options);
  const all = python === undefined ? script : script + execFileSync('/usr/bin/python3', [python], options);
  rmSync(cwd, { recursive: true });
  return all;
}
