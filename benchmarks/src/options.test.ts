import { expect, test } from 'vitest';
import { readOptions } from './options.js';

const read = (line: string) => readOptions(line.split(' ').filter(Boolean), ['core', 'wasm']);

test('without options all packages are measured', () => {
  expect(read('')).toMatchObject({ packages: ['core', 'wasm'], write: false, seconds: 2, compare: undefined });
});

test('a comparison has shorter rounds, and packages may be named', () => {
  expect(read('wasm --compare main --launches 9 --fail-above 1.1')).toEqual({
    ...{ packages: ['wasm'], help: false, write: false, redraw: false, affected: false },
    ...{ seconds: 0.5, compare: 'main', launches: 9, failAbove: 1.1 },
  });
});

test.each([
  ['tjfs', "'tjfs' is no package with benchmarks: name some of core, wasm"],
  ['--launches 3', '--launches belongs to --compare REF'],
  ['--affected', '--affected belongs to --compare REF'],
  ['--compare main --write', '--compare writes nothing: leave --write and --redraw out'],
  ['--compare main --launches 1', "--launches is to be a number from 2 to 31, not '1'"],
  ['--compare main --launches 2.5', "--launches is to be a whole number, not '2.5'"],
  ['--seconds soon', "--seconds is to be a number from 0 to 3600, not 'soon'"],
  ['--compare', "Option '--compare <value>' argument missing"],
])('%s is refused', (line, message) => {
  expect(() => read(line)).toThrow(message);
});
