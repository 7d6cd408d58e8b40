import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { writeResult } from './whole-file.js';

const folder = mkdtempSync(join(tmpdir(), 'lossmith-whole-'));
const file = join(folder, 'out.csv');
beforeEach(() => writeFileSync(file, 'before'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* failing() {
  yield 'half ';
  throw new Error('broken off');
}

test('all parts, text and bytes, in the place of what was there', async () => {
  await writeResult(file, ['é, ', Uint8Array.of(97, 98)]);
  expect(readFileSync(file, 'utf8')).toBe('é, ab');
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test('what fails on the way leaves the old file, and nothing beside it', async () => {
  await expect(writeResult(file, failing())).rejects.toThrow('broken off');
  expect(readFileSync(file, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test.skipIf(process.platform === 'win32')(
  'a symbolic link stays one; a device is written to, not replaced',
  async () => {
    const link = join(folder, 'link');
    symlinkSync(file, link);
    await writeResult(link, ['through']);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('through');
    rmSync(link);
    await writeResult('/dev/null', ['gone']);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  },
);

test('a folder that is not there is an error of the file system', async () => {
  await expect(writeResult(join(folder, 'none/out.csv'), ['x'])).rejects.toMatchObject({
    code: 'ENOENT',
    syscall: 'open',
  });
});

test.skipIf(process.platform === 'win32')('an interrupted command leaves nothing', async () => {
  const command = fileURLToPath(new URL('../bin/lossmith.mjs', import.meta.url));
  const out = join(folder, 'interrupted.csv');
  const child = spawn(process.execPath, [command, 'evaluate', '{"kind":"exp"}', '--out', out], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.write('predicted,target\n1,2\n');
  while (!readdirSync(folder).some((name) => name.endsWith('.part'))) await setTimeout(20);
  child.kill('SIGTERM');
  const code = await new Promise((done) => child.once('close', done));
  expect(code).toBe(128 + 15);
  expect(readdirSync(folder)).toEqual(['out.csv']);
  expect(existsSync(out)).toBe(false);
});
