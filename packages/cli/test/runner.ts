import { spawnSync } from 'node:child_process';

/** Npm and npx take settings from the variables that pnpm and Vitest set; a user's shell has none. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|vitest|node_env)/i.test(name)),
);

/** Runs the command that stands in a file, in a folder. */
export const runner =
  (file: string, cwd: string) =>
  (args: readonly string[], input: string | Uint8Array = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd, env, input });
    return { status, stdout: stdout.toString(), stderr: stderr.toString(), bytes: new Uint8Array(stdout) };
  };

export type Run = ReturnType<typeof runner>;
