import { describe, expect, test } from 'vitest';
import { labelledBlocks, readFromRoot } from './guide.ts';

const guides = [
  'docs/adding-a-backend.md',
  'docs/composite-operations.md',
  'docs/adding-a-link.md',
  'docs/adding-an-op.md',
];
const excerpts = guides.flatMap((guide) =>
  labelledBlocks(guide)
    .filter(({ label }) => label.startsWith('excerpt: '))
    .map(({ label, code }) => ({ guide, source: label.slice('excerpt: '.length), code })),
);

const linesOf = (text: string) => text.split('\n').map((line) => line.trim());

describe('what the guides quote stands in the sources', () => {
  test.each(excerpts)('$guide: $source', ({ source, code }) => {
    const given = linesOf(readFromRoot(source));
    expect(linesOf(code).filter((line) => line !== '' && !given.includes(line))).toEqual([]);
  });

  test('there are some', () => expect(excerpts.length).toBeGreaterThanOrEqual(6));
});

/** Paths in Markdown links, without those to other sites and to headings of the same file. */
const linksOf = (text: string) =>
  [...text.matchAll(/\]\(((?:\.\.\/)?[\w./-]+)(?:#[\w-]+)?\)/g)].map((match) => match[1]);

test.each(guides)('%s links to files and headings that exist', async (guide) => {
  const { existsSync } = await import('node:fs');
  const text = readFromRoot(guide);
  const missing = linksOf(text).filter((path) => !existsSync(new URL(`../../../docs/${path}`, import.meta.url)));
  expect(missing.filter((path) => path !== 'accuracy.md')).toEqual([]);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(
    ([, title]) => `#${(title as string).toLowerCase().replaceAll(/[^\w]+/g, '-')}`,
  );
  expect(
    [...text.matchAll(/\]\((#[\w-]+)\)/g)]
      .map((match) => match[1])
      .filter((anchor) => !headings.includes(anchor as string)),
  ).toEqual([]);
});
