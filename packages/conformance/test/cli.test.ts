import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../src/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

/** Modules find @lossmith/core from here. */
beforeAll(() => {
  mkdirSync(join(root, '.results'), { recursive: true });
  folder = mkdtempSync(join(root, '.results/cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const subject = (run: string, name = 'tested') => `
  import { referenceBackend } from '@lossmith/core/backend';
  const backend = { ...referenceBackend(), name: '${name}' };
  const negative = (xs) => xs.map((x) => -x);
  const ${name} = { backend, run: (artifact, inputs) => ${run}, precision: 'float64' };`;
const right = `${subject('artifact.run(inputs)')} export default tested;`;
const wrong = `${subject('({ ...artifact.run(inputs), gradient: negative(artifact.run(inputs).gradient) })')} export default [tested];`;

const only = ['--only', 'values/golden/matching(identity())'];

function command(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/lossmith-conformance.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a right backend: 0, and the report', () => {
  const { status, stdout, stderr } = command(file('right.mjs', right), ...only);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/tested, float64 conforms: 1 cases, \d+\.\d s\n/);
  expect(status).toBe(0);
});

test('a wrong backend: 1, and its faults', () => {
  const { status, stdout } = command(file('wrong.mjs', wrong), ...only);
  expect(stdout).toContain('✗ values/golden/matching(identity())');
  expect(stdout).toMatch(/gradient at ŝ = .* is .*, exactly/);
  expect(stdout).toContain('tested, float64 does not conform: 1 of 1 cases failed');
  expect(status).toBe(1);
});

test('a run that never ends: 2, and not the 0 with which Node gives up waiting', () => {
  const hanging = `${subject('new Promise(() => {})')} export default tested;`;
  const { status, stderr } = command(file('hanging.mjs', hanging), ...only);
  expect(stderr).toContain('The kit did not come to its end');
  expect(status).toBe(2);
});

test('several subjects, from a function that waits: 1 if one is wrong', () => {
  const second = subject('({})', 'other').replace(/import .*;|const (backend|negative) .*;/g, '');
  const { status, stdout } = command(
    file('several.mjs', `${right.replace(/export.*/, '')} ${second} export default async () => [tested, other];`),
    ...only,
  );
  expect(stdout).toContain('tested, float64 conforms');
  expect(stdout).toContain("run gave no array 'loss'; it gave nothing");
  expect(status).toBe(1);
});

test('--quick is said, and leaves out cases', () => {
  const path = file('quick.mjs', right);
  const some = [path, '--only', 'plain: golden/matching(sinh'];
  const [quick, all] = [command(...some, '--quick'), command(...some)];
  const [, first] = quick.stdout.match(/tested, float64, quick conforms: (\d+) cases/) ?? [];
  const [, second] = all.stdout.match(/tested, float64 conforms: (\d+) cases/) ?? [];
  expect(Number(first)).toBeGreaterThan(0);
  expect(Number(first)).toBeLessThan(Number(second));
  expect([quick.status, all.status]).toEqual([0, 0]);
});

test('--json and --markdown write the reports', () => {
  const [json, markdown] = [join(folder, 'report.json'), join(folder, 'report.md')];
  const { status } = command(file('written.mjs', wrong), ...only, '--json', json, '--markdown', markdown);
  const [report]: Report[] = JSON.parse(readFileSync(json, 'utf8'));
  expect(report).toMatchObject({ backend: 'tested', precision: 'float64', passed: false, quick: false });
  expect(report?.cases[0]).toMatchObject({ id: 'values/golden/matching(identity())', status: 'failed' });
  expect(readFileSync(markdown, 'utf8')).toContain('## tested, float64\n\nDoes not conform: 0 of 1 cases.');
  expect(status).toBe(1);
});

test('--faults says how many faults of a case are printed', () => {
  const { stdout } = command(file('faults.mjs', wrong), ...only, '--faults', '1');
  expect(stdout.match(/^ {4}gradient at/gm)).toHaveLength(1);
  expect(stdout).toMatch(/… and \d+ more/);
});

test('--values adds exact values by the name of their file', () => {
  const expected = { loss: ['0.5'], gradient: ['1.0'], hessian: ['1.0'] };
  const none = { loss: [1e-9], gradient: [1e-9], hessian: [1e-9] };
  const allowed = { float32: none, float64: none };
  const loss = { kind: 'matching', link: { kind: 'identity' } };
  const values = file(
    'more.json',
    JSON.stringify({ about: '', cases: [{ loss, predicted: [1], target: [0], expected, allowed }] }),
  );
  const { status, stdout } = command(file('values.mjs', right), '--values', values, '--only', `values/${values}`);
  expect(stdout).toContain('conforms: 1 cases');
  expect(status).toBe(0);
});

test('--help prints what there is', () => {
  const { status, stdout } = command('--help');
  expect(stdout).toContain('lossmith-conformance FILE [options]');
  expect(status).toBe(0);
});

test.each([
  ['no file', [], /give one FILE/],
  ['two files', ['a.mjs', 'b.mjs'], /give one FILE/],
  ['a file that is not there', ['.results/none.mjs'], /Cannot find module .*none\.mjs/],
  ['an option that does not exist', ['a.mjs', '--slow'], /Unknown option '--slow'/],
])('%s: 2, and what is wrong', (_, args, says) => {
  const { status, stderr } = command(...args);
  expect(stderr).toMatch(says);
  expect(status).toBe(2);
});

test.each([
  ['no default export', 'export const x = 1;'],
  ['an empty list', 'export default [];'],
  ['no run', 'export default { backend: {} };'],
  ['nothing', 'export default undefined;'],
])('a module with %s: 2, and what it is to export', (name, text) => {
  const { status, stderr } = command(file(`${name.replaceAll(' ', '-')}.mjs`, text));
  expect(stderr).toMatch(/has no default export \{ backend, run, precision \}/);
  expect(status).toBe(2);
});

test('a module that throws: 2, and its message', () => {
  const { status, stderr } = command(file('throws.mjs', "throw new Error('no such device');"));
  expect(stderr).toContain('no such device');
  expect(status).toBe(2);
});

test('--accuracy of a part: 2', () => {
  const { status, stderr } = command(file('part.mjs', right), ...only, '--accuracy', join(folder, 'accuracy.json'));
  expect(stderr).toContain('--accuracy needs the whole kit');
  expect(status).toBe(2);
});
