import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from './places.js';

const shell = process.platform === 'win32';

/** npm and pnpm take settings from the variables that pnpm sets for its scripts; a user's shell has none. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name)));

/** Runs a command, its output beside the progress, away from the results. Throws where it fails. */
export function run(command: string, args: readonly string[], cwd = root): void {
  const { status, error } = spawnSync(command, args, { cwd, env, shell, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} in ${cwd}: ${error?.message ?? `code ${status}`}`);
}

/** What a command prints; undefined where it fails. */
export function output(command: string, args: readonly string[], cwd = root): string | undefined {
  const { status, stdout } = spawnSync(command, args, { cwd, env, shell, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  readonly packageManager: string;
};

/** Runs pnpm as everybody here does, by npx: no other is asked for. */
export const pnpm = (args: readonly string[], cwd = root): void => run('npx', ['-y', packageManager, ...args], cwd);

/** Builds packages and what they and their benchmarks need. */
export const build = (tree: string, names: readonly string[]): void =>
  pnpm(['run', 'build', ...names.map((name) => `--filter=./packages/${name}...`)], tree);
