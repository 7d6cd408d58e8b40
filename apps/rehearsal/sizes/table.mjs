import { adapters } from './pages.mjs';

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const columns = ['vite', 'esbuild', 'webpack'];

/** The table of docs/sizes.md. */
export function tableOf({ sizes, contents }) {
  const row = (adapter) => {
    const cells = ['name', 'namespace'].flatMap((style) => columns.map((one) => kilobytes(sizes[adapter][style][one])));
    return `| ${[adapter, ...cells, contents[adapter].join(', ')].join(' | ')} |`;
  };
  return [
    '| adapter | Vite | esbuild | webpack | by namespace: Vite | esbuild | webpack | what of ours is in it |',
    '|---|---:|---:|---:|---:|---:|---:|---|',
    ...adapters.map(row),
  ].join('\n');
}

const mark = '<!-- sizes of pages: by `pnpm -C apps/rehearsal sizes` -->\n';

/** The page with another table behind the mark. */
export function withTable(page, table) {
  const [before, after] = page.split(mark);
  return `${before}${mark}${table}${after.slice(after.indexOf('\n\n'))}`;
}

/**
 * The figures of the page's table, row by row.
 *
 * @returns {number[][]}
 */
export const figuresIn = (page) =>
  page
    .split(mark)[1]
    .split('\n\n')[0]
    .split('\n')
    .slice(2)
    .map((row) => row.match(/[\d.]+(?= kB)/g).map(Number));
