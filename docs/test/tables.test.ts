import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { whole } from '../../vitest.whole.ts';
import { blocksOf, read } from './blocks.ts';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Rows of the table behind an HTML comment of a page that starts with these words. */
const rowsOf = (page: string, words: string) =>
  read(page)
    .split(`<!-- ${words}`)[1]!
    .split('\n\n')[0]!
    .trim()
    .split('\n')
    .slice(1)
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()));

interface Size {
  readonly name: string;
  readonly size: number;
  readonly sizeLimit: number;
}

/** The packages whose sizes performance.md states, in its order. */
const sized = ['core', 'tfjs', 'onnx', 'webgpu', 'wasm', 'transformers'].filter((name) =>
  existsSync(fromHere(`../../packages/${name}`)),
);

/** What a package's `size` script reports. */
function sizesOf(name: string): readonly Size[] {
  const cwd = fromHere(`../../packages/${name}`);
  const { scripts } = JSON.parse(readFileSync(`${cwd}/package.json`, 'utf8'));
  const PATH = `${cwd}/node_modules/.bin${delimiter}${process.env.PATH}`;
  const options = { cwd, encoding: 'utf8', env: { ...process.env, PATH }, shell: true } as const;
  const { stdout } = spawnSync(`${scripts.size} --json`, options);
  return JSON.parse(stdout.slice(stdout.indexOf('[\n')));
}

describe('tables', () => {
  test('the table of the demo has the rows that the demo prints', () => {
    const contenders = readFileSync(fromHere('../../examples/flight-delays/src/contenders.ts'), 'utf8');
    const names = [...contenders.matchAll(/\bname: '([^']+)'/g)].map((match) => match[1]);
    expect(names).toHaveLength(6);
    expect(rowsOf('examples/flight-delays/README.md', 'demo table').map((cells) => cells[1])).toEqual(names);
    const shown = blocksOf(read('examples/flight-delays/README.md')).find(
      ({ label }) => label === 'output of the demo',
    )?.code;
    expect(shown).toContain(`│ ${names[0]} `);
  });

  // In whole runs, since the size tasks have just made all these bundles. They may be at it at this moment, hence the retries.
  test.runIf(whole)('sizes are those that size-limit reports, to a tenth of a kilobyte', { retry: 2 }, () => {
    const found = sized.flatMap(sizesOf);
    const stated = rowsOf('docs/performance.md', 'sizes').map(([, , size, limit]) => [size, limit]);
    const kilobytes = (bytes: number) => `${bytes / 1000} kB`;
    expect(stated.map(([, limit]) => limit)).toEqual(found.map(({ sizeLimit }) => kilobytes(sizeLimit)));
    const offBy = found.map(({ size }, k) => Math.abs(size / 1000 - Number.parseFloat(stated[k]?.[0] ?? '')));
    expect(Math.max(...offBy), found.map(({ name, size }) => `${name}: ${kilobytes(size)}`).join(', ')).toBeLessThan(
      0.1,
    );
  });
});
