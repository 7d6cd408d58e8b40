/** What of the repository is on the site, and at which address. Everything else that a page links to is on GitHub. */

/** Where the source is shown. */
export const source = 'https://github.com/lossmith/lossmith';

/** Markdown that is for contributors to one folder alone, or that GitHub shows as its own first page. */
export const excluded = [
  '**/node_modules/**',
  '**/dist/**',
  '**/CHANGELOG.md',
  'README.md',
  'benchmarks/**',
  'packages/*/api/**',
  'packages/conformance/{golden,scripts}/**',
  'shared/**',
  'studies/**',
  'packages/conformance/template/**',
];

const rules: readonly (readonly [RegExp, string])[] = [
  [/^docs\/api\/(.*)README\.md$/, 'api/$1index.md'],
  [/^docs\/(.*)$/, '$1'],
  [/^(packages|apps)\/([^/]+)\/README\.md$/, '$1/$2.md'],
  [/^(packages|apps)\/([^/]+)\/DESIGN\.md$/, '$1/$2-design.md'],
  [/^examples\/([^/]+)\/README\.md$/, 'examples/$1.md'],
  [/^ARCHITECTURE\.md$/, 'architecture.md'],
  [/^CONTRIBUTING\.md$/, 'contributing.md'],
];

/** The path on the site of a Markdown file, given from the repository's root; undefined where it is not on the site. */
export function pageOf(file: string): string | undefined {
  const rule = rules.find(([pattern]) => pattern.test(file));
  return rule && file.endsWith('.md') ? file.replace(...rule) : undefined;
}
