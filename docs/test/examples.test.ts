import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumHere } from '../../vitest.browser.ts';
import { whole } from '../../vitest.whole.ts';
import { type Block, blocksOf, pages, read } from './blocks.ts';
import { type Example, examplesOf, folderWith, printed } from './example.ts';

/** Pages whose code is run where what it is about stands, by the test that is named, which names the page. */
const runElsewhere: Readonly<Record<string, string>> = {
  'docs/adding-a-backend.md': 'examples/closure-backend/test/guide.test.ts',
  'docs/adding-a-link.md': 'docs/test/adding-a-link.test.ts',
  'docs/adding-an-op.md': 'examples/closure-backend/test/excerpts.test.ts',
  ...Object.fromEntries(
    ['conformance', 'onnx', 'python', 'tfjs', 'transformers', 'wasm', 'webgpu'].map((name) => [
      `packages/${name}/README.md`,
      `packages/${name}/test/readme.test.ts`,
    ]),
  ),
};

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

test.each(Object.entries(runElsewhere))('the code of %s is run by %s', (page, test) => {
  expect(read(test)).toContain(basename(page));
});

interface Named {
  readonly name: string;
  readonly page: string;
  readonly example: Example;
}

const isQuoted = ({ label }: Block) => label.startsWith('excerpt: ');
const runHere = pages.filter((page) => !(page in runElsewhere)).map((page) => ({ page, blocks: blocksOf(read(page)) }));

const quoted = runHere.flatMap(({ page, blocks }) =>
  blocks.filter(isQuoted).map(({ label, code }) => ({ page, source: label.slice('excerpt: '.length), code })),
);

const examples: readonly Named[] = runHere.flatMap(({ page, blocks }) =>
  examplesOf(blocks.filter((block) => !isQuoted(block))).map((example, k) => ({
    name: `${k + 1}-${page.replaceAll('/', '-')}`,
    page,
    example,
  })),
);

test.each(quoted)('what $page quotes stands in $source', ({ source, code }) => {
  expect(linesOf(read(source))).toEqual(expect.arrayContaining(linesOf(code)));
});

describe('examples print what stands below them', { timeout: 240_000 }, () => {
  const run = examples.filter(({ example }) => example.code !== '' && (whole || !example.whole));
  test.each(run)('$name', ({ name, example }) => {
    const output = printed(example, name);
    if (example.output !== undefined) expect(output).toBe(example.output);
  });
});

describe.runIf(whole && chromiumHere())('pages show what stands below them', { timeout: 240_000 }, () => {
  test.each(examples.filter(({ example }) => 'index.html' in example.files))('$name', async ({ name, example }) => {
    const { shownBy } = await import('./page.ts');
    const folder = folderWith(name, example.files);
    expect(await shownBy(folder)).toEqual({ text: example.output, complaints: [] });
    rmSync(folder, { recursive: true });
  });
});

test('every page with code has examples', () => {
  const code = runHere.filter(({ blocks }) =>
    blocks.some((block) => /^(js|ts)$/.test(block.language) && !isQuoted(block)),
  );
  expect([...new Set(examples.map(({ page }) => page))]).toEqual(code.map(({ page }) => page));
});
