import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** npm takes settings from the variables that pnpm and Vitest set; a user's shell has none. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|vitest|test$|node_env|node_options)/i.test(name)),
);

/** What a command says and how it ends. */
export function run(folder: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const shell = process.platform === 'win32';
  const options = { cwd: folder, encoding: 'utf8', shell, env: { ...env, ...more } } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (error) throw error;
  return { status, stdout, stderr };
}

/** What a command prints; an error holds all that a failing one said. */
export function output(folder: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = run(folder, command, args, more);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} in ${folder}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Runs a file with a Node, with that of the tests where none is named. */
export const node = (folder: string, file: string, program: string = process.execPath): string =>
  output(folder, program, [file]);

/** A shell in which this Node is the one that commands find, and the commands of the folder's packages are found. */
export const shellOf = (folder: string, program: string): NodeJS.ProcessEnv => ({
  PATH: [`${folder}/node_modules/.bin`, dirname(program), env.PATH].join(delimiter),
});
