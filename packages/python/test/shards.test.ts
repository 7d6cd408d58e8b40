import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { measurePeaks } from '../bench/memory.mjs';
import { compilePython, links, losses } from '../src/index.js';
import { findPython } from './process/find-python.mjs';

const python = whole ? findPython('numpy', 'torch') : undefined;

/** A port that nothing listens on. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const output = (args: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(python as string, args);
    let [text, errors] = ['', ''];
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.stderr.on('data', (part) => {
      errors += part;
    });
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(errors))));
  });

test.skipIf(python === undefined)(
  'two processes with the recipe of README have the gradient of one',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lossmith-shards-'));
    const { source } = compilePython(losses.matching(links.exp({ rate: 0.8 })), { library: 'torch' });
    writeFileSync(join(folder, 'written.py'), source);
    const script = fileURLToPath(new URL('process/shards.py', import.meta.url));
    const port = String(await freePort());
    const [found] = await Promise.all(['0', '1'].map((rank) => output([script, folder, rank, port])));
    rmSync(folder, { recursive: true });
    expect(Number(found)).toBeLessThan(4 * 2 ** -24);
  },
);

test.skipIf(python === undefined)(
  'a step with 32,768 classes takes little besides its scores',
  { timeout: 120_000 },
  () => {
    const cases = ['lossmith_label', 'textbook_label', 'lossmith_composite', 'textbook_composite'] as const;
    const peaks = measurePeaks(python as string, { rows: 256, classes: 32_768, cases });
    expect(peaks.lossmith_label).toBeLessThan(2.5);
    expect(peaks.lossmith_composite).toBeLessThan(3.5);
    expect(peaks.textbook_label).toBeGreaterThan(1.5 * peaks.lossmith_label);
    expect(peaks.textbook_composite).toBeGreaterThan(1.5 * peaks.lossmith_composite);
  },
);
