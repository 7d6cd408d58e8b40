import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs turbo in the foreground; returns its exit code. turbo.json has no switch for telemetry, hence this file. */
export function turbo(args) {
  const noColor = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  const { status, error } = spawnSync('turbo', ['run', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...noColor, TURBO_TELEMETRY_DISABLED: '1' },
  });
  if (error) console.error(`turbo: ${error.message}`);
  return status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = turbo(process.argv.slice(2));
