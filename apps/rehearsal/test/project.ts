import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output, root } from './shell.ts';

const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];

/** What the README of a package says to type behind `npm install`. */
export function wanted(name: string): readonly string[] {
  const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  const command = /`npm install ((?:--save-dev )?@lossmith\/[^`]*)`/.exec(readme)?.[1];
  if (command === undefined) throw new Error(`packages/${name}/README.md says nowhere how to install it`);
  return command.split(' ');
}

interface Installation {
  readonly npmrc: string;
  /** As on this day: what came later is not there yet. */
  readonly before?: string;
  /** What stands in the folder's package.json besides. */
  readonly manifest?: object;
}

/** An empty folder, made here, in which somebody installs packages. */
export function install(project: string, words: readonly string[], { npmrc, before, manifest }: Installation): void {
  mkdirSync(project);
  writeFileSync(join(project, '.npmrc'), npmrc);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', ...manifest }));
  add(project, before === undefined ? words : [`--before=${before}`, ...words]);
}

/** Installs more in a folder. */
const add = (project: string, words: readonly string[]): string =>
  output(project, 'npm', ['install', ...quietly, ...words]);

export const upgrade = (project: string): string => output(project, 'npm', ['update', ...quietly]);

/** A file of one of our packages, as it was installed. */
export const fileOf = (project: string, name: string, file: string): string =>
  join(project, 'node_modules/@lossmith', name, file);

export function writeFiles(project: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
}

/** What was written to a file of the project; undefined where there is none. */
export function readFile(project: string, name: string): string | undefined {
  const file = join(project, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Our packages in a project with their versions, each as often as it was installed. */
export function versionsIn(project: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  return Object.entries<{ version: string }>(lock.packages)
    .filter(([path]) => /node_modules\/@lossmith\/[a-z]+$/.test(path))
    .map(([path, { version }]) => `${path.replace(/^.*@/, '@')} ${version}`);
}
