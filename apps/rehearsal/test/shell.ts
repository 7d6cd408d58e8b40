import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** npm takes settings from the variables that pnpm and Vitest set; a user's shell has none. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|vitest|node_env|node_options)/i.test(name)),
);

/** What a command prints; an error holds all that a failing one said. */
export function output(folder: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): string {
  const shell = process.platform === 'win32';
  const options = { cwd: folder, encoding: 'utf8', shell, env: { ...env, ...more } } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} in ${folder}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Runs a file with the Node that runs the tests. */
export const node = (folder: string, ...args: readonly string[]): string => output(folder, process.execPath, args);
