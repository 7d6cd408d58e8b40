import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Debian's, or the one that LOSSMITH_PYTHON names. */
export const executable = process.env.LOSSMITH_PYTHON ?? '/usr/bin/python3';

/** Runs a script beside this file; gives what it prints. */
export function runPython(script: string, args: readonly (string | number)[]): Promise<string> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [path, ...args.map(String)]);
    let [output, errors] = ['', ''];
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      errors += part;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${script}: ${errors}`))));
  });
}
