import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import {
  expectCompiled,
  expectCompletion,
  expectConformance,
  expectModule,
  expectPicture,
  golden,
} from './expect-command.ts';
import { goldenRuns, writeFiles } from './golden-runs.ts';
import { type Run, runner } from './runner.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
let run: Run;

// The command as it is built. Installed from a registry, with what its README shows of a terminal: apps/rehearsal.

/** Modules find @lossmith/core from here. */
beforeAll(() => {
  mkdirSync(join(root, '.results'), { recursive: true });
  folder = mkdtempSync(join(root, '.results/built-'));
  writeFiles(folder);
  run = runner(join(root, 'bin/lossmith.mjs'), folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of what starts a process a quick run has one of each kind: units stand beside their source. */
const some = <Item>(items: readonly Item[], isQuick: (item: Item) => boolean) =>
  items.filter((item) => whole || isQuick(item));
const quickRuns = ['suggest', 'describe', 'check', 'evaluate-csv'];

test.each(some(goldenRuns, ({ name }) => quickRuns.includes(name)))('$name', (one) => golden(run, one));

test('compile writes what the adapters give', () => expectCompiled(run, folder));
test('compile --to js writes a module that makes the loss', () => expectModule(run, folder));
test.runIf(whole)('plot draws', () => expectPicture(run, folder));
test.runIf(whole)('conformance runs the kit', () => expectConformance(run));
test.runIf(whole)('complete serves shells', () => expectCompletion(run));

/** Those of the first of each code run in a quick run too. */
const refused: readonly (readonly [what: string, args: readonly string[], code: number, says: RegExp])[] = [
  ['an unknown command', ['evalate'], 2, /unknown command 'evalate'\n\(Did you mean evaluate\?\)/],
  ['an unknown option', ['check', '--deep'], 2, /unknown option '--deep'/],
  [
    'an option of another target',
    ['compile', 'loss.json', '--to', 'wgsl', '--precision', 'float32'],
    2,
    /option precision: is unknown; known here: /,
  ],
  [
    'a fault in the specification',
    ['describe', '{"kind":"exp","rate":0}', 'delays.csv'],
    3,
    /^lossmith: rate: must be greater than 0, got 0/,
  ],
  [
    'data that are none',
    ['evaluate', 'loss.json', 'delays.csv', '--column', 'predicted=flight', '--column', 'target=delays'],
    2,
    /columns are flight, delay; say which it is: --column target=COLUMN/,
  ],
  ['a file that is not there', ['check', 'none.json'], 4, /^lossmith: none\.json: there is no such file/],
  ['stdin for two things', ['evaluate', '-', '-'], 2, /both the specification and the data are to come from stdin/],
];

test.each(some(refused, (one) => refused.find(([, , code]) => code === one[2]) === one))(
  '%s: the code says which kind, stderr what is wrong, stdout nothing',
  (_, args, code, says) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(status).toBe(code);
  },
);

test('with --json errors are JSON, with their fields', () => {
  const { stderr } = run(['describe', '{"kind":"exp","rate":0}', 'delays.csv', '--json']);
  expect(JSON.parse(stderr).error).toMatchObject({ name: 'LossmithSpecError', path: 'rate', advice: 'correct it' });
});
