import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

export interface Printed {
  readonly loss: number;
  readonly gradient: readonly number[];
}

/** The last line that the code prints. */
const printed = (output: string): Printed => JSON.parse(output.trim().split('\n').at(-1) as string) as Printed;

/** Runs a module in Node, as if a reader had saved it beside their node_modules; a GPU as browsers have it is there. */
export async function runInNode(code: string, { gpu = false } = {}): Promise<Printed> {
  const folder = mkdtempSync(join(here, '../.results/code-'));
  try {
    writeFileSync(join(folder, 'code.mjs'), code);
    const preload = gpu ? ['--import', join(here, 'gpu-of-node.mjs')] : [];
    const { stdout } = await run(process.execPath, [...preload, join(folder, 'code.mjs')]);
    return printed(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Debian's Python, which has NumPy and PyTorch. */
export async function runInPython(code: string): Promise<Printed> {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-'));
  try {
    writeFileSync(join(folder, 'loss.py'), code);
    const { stdout } = await run('/usr/bin/python3', [join(folder, 'loss.py')]);
    return printed(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
