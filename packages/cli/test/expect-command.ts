import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseLoss } from '@lossmith/core';
import { compileOnnx } from '@lossmith/onnx';
import { compilePython } from '@lossmith/python';
import { compileWasm } from '@lossmith/wasm';
import { compileWgsl } from '@lossmith/webgpu';
import { expect } from 'vitest';
import { type GoldenRun, transcript } from './golden-runs.ts';
import type { Run } from './runner.ts';

export const golden = async (run: Run, { name, args, input }: GoldenRun): Promise<void> =>
  expect(transcript(run(args, input))).toMatchFileSnapshot(join(import.meta.dirname, `golden/${name}.txt`));

/** Files hold what the adapters give, byte for byte, and --json what these say of them. */
export function expectCompiled(run: Run, folder: string): void {
  const loss = parseLoss(readFileSync(join(folder, 'loss.json'), 'utf8'));
  const onnx = run(['compile', 'loss.json', '--to', 'onnx', '--out', 'loss.onnx', '--json']);
  const expected = compileOnnx(loss);
  expect(new Uint8Array(readFileSync(join(folder, 'loss.onnx')))).toEqual(expected.bytes);
  const { length: bytes } = expected.bytes;
  const { inputs, outputs } = expected;
  expect(JSON.parse(onnx.stdout)).toEqual({ to: 'onnx', file: 'loss.onnx', bytes, inputs, outputs });
  expect(run(['compile', 'loss.json', '--to', 'wasm', '--reduction', 'sum']).bytes).toEqual(
    compileWasm(loss, { reduction: 'sum' }).bytes,
  );
  expect(run(['compile', 'loss.json', '--to', 'wgsl', '--weight']).stdout).toBe(
    compileWgsl(loss, { weight: true }).code,
  );
  expect(run(['compile', 'loss.json', '--to', 'python']).stdout).toBe(compilePython(loss, { library: 'numpy' }).source);
}

/** Code for JavaScript is a module that makes the same loss. */
export async function expectModule(run: Run, folder: string): Promise<void> {
  expect(run(['compile', 'loss.json', '--to', 'js', '--out', 'loss.mjs']).status).toBe(0);
  const { loss } = await import(pathToFileURL(join(folder, 'loss.mjs')).href);
  expect(loss).toEqual(parseLoss(readFileSync(join(folder, 'loss.json'), 'utf8')));
}

/** A picture with the four panels and a curve for each of three targets, and the same as PNG. */
export function expectPicture(run: Run, folder: string): void {
  const { stdout, status } = run('plot loss.json --from -1 --to 4 --targets 0,1,3'.split(' '));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 940 736"/);
  const titles = [...stdout.matchAll(/font-weight="600">([^<]+)</g)].map(([, title]) => title);
  expect(titles.slice(1)).toEqual(['Sensitivity of the link', 'Link, less its value at −1', 'Loss', 'Gradient']);
  expect(stdout.match(/>target [013]</g)).toHaveLength(3);
  expect(stdout).not.toMatch(/NaN|undefined|<style|http:\/\/(?!www\.w3\.org)/);
  expect(run(['plot', 'loss.json', '--out', 'loss.png']).stderr).toBe('');
  expect([...readFileSync(join(folder, 'loss.png')).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
}

/** The kit on one case, by its module and by the folder that has it. */
export function expectConformance(run: Run): void {
  const { status, stdout } = run(['conformance', '.', '--only', 'values/golden/matching(identity())', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([{ precision: 'float64', passed: true, quick: false }]);
  expect(status).toBe(0);
}

/** What the shell is told, and what it asks for. */
export function expectCompletion(run: Run): void {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell'])
    expect(run(['complete', shell]).stdout).toContain(`# ${shell} completion for lossmith`);
  expect(
    run(['complete', '--', 'compile', '--to', ''])
      .stdout.split('\n')
      .map((line) => line.trim()),
  ).toEqual(expect.arrayContaining(['onnx', 'wasm', 'wgsl', 'python', 'js']));
}
