import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of this repository. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

export const benchOf = (tree: string, name: string): string => `${tree}/packages/${name}/bench/index.mjs`;

/** Commits before there was this program have benchmarks that print, and export nothing. */
const exportsSections = (file: string) => existsSync(file) && readFileSync(file, 'utf8').includes('export default');

/** Packages that have benchmarks, by name. */
export const benchmarked = (tree = root): readonly string[] =>
  readdirSync(`${tree}/packages`)
    .filter((name) => exportsSections(benchOf(tree, name)))
    .sort();

/** What has generated parts: the short page, and that of every table. */
const paths = ['docs/performance.md', 'docs/benchmarks.md'] as const;

/** The pages as they are, by their paths from the root. */
export const pagesHere = (): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')]));
