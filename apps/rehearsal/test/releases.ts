import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { output, root } from './shell.ts';

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const changesets = join(dirname(createRequire(import.meta.url).resolve('@changesets/cli/package.json')), 'bin.js');

/** What npm takes of a package. */
function partsOf(name: string): readonly string[] {
  const { files } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  return ['package.json', 'README.md', ...files].filter((one) => existsSync(join(root, 'packages', name, one)));
}

/** The names of the packages that are published. */
export const packages: readonly string[] = readdirSync(join(root, 'packages'));

const git = (folder: string, ...args: readonly string[]) =>
  output(folder, 'git', ['-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost', ...args]);

/** Links a package to those of ours that it depends on, as an installation does: publishing takes their versions from there. */
function link(folder: string, name: string): void {
  const modules = join(folder, 'packages', name, 'node_modules/@lossmith');
  mkdirSync(modules, { recursive: true });
  for (const other of packages.filter((one) => one !== name))
    symlinkSync(join(folder, 'packages', other), join(modules, other), 'junction');
}

/** A repository of what a release is made of: the packages as they are built here, and the changesets. */
export function prepareReleases(folder: string, npmrc: string): void {
  for (const name of ['package.json', 'pnpm-workspace.yaml', 'LICENSE', '.changeset'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of packages)
    for (const part of partsOf(name))
      cpSync(join(root, 'packages', name, part), join(folder, 'packages', name, part), { recursive: true });
  for (const name of packages) link(folder, name);
  writeFileSync(join(folder, '.npmrc'), npmrc);
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'All');
}

/** Gathers the changesets and publishes, by the commands of `pnpm version` and `pnpm release`; returns the new version. */
export function release(folder: string): string {
  output(folder, process.execPath, [changesets, 'version']);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Version packages');
  // Changesets asks for pnpm by its name. Nothing is installed in this folder, which has no dependencies to check.
  const publish = `"${process.execPath}" "${changesets}" publish`;
  output(folder, 'npx', ['-y', '-p', packageManager, '-c', publish], { pnpm_config_verify_deps_before_run: 'false' });
  return JSON.parse(readFileSync(join(folder, 'packages/core/package.json'), 'utf8')).version;
}

export function addChangeset(folder: string): void {
  writeFileSync(join(folder, '.changeset/second.md'), '---\n"@lossmith/core": patch\n---\n\nA second release.\n');
}
