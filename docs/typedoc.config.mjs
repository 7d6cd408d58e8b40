import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What adapters export of core's under names of their own, and what only programs import. */
const unsaid = /^\.\/(links|losses|package\.json|worker|programs|reference)$/;

/** Sources of the entries of a package, by the names under which they are imported. */
function entriesOf(folder) {
  const { name, exports } = JSON.parse(readFileSync(`${root}packages/${folder}/package.json`, 'utf8'));
  return Object.keys(exports)
    .filter((entry) => (folder === 'core' ? entry !== './package.json' : !unsaid.test(entry)))
    .map((entry) => {
      const file = exports[entry].default.replace(/^\.\/dist\/(.*)\.js$/, '$1');
      return [name + entry.slice(1), `${root}packages/${folder}/src/${file}.ts`];
    });
}

const packages = readdirSync(`${root}packages`).filter((folder) =>
  existsSync(`${root}packages/${folder}/src/index.ts`),
);

/** Files of entries by the names that are imported. */
export const entries = Object.fromEntries(packages.flatMap(entriesOf));

export default {
  entryPoints: Object.values(entries),
  tsconfig: 'tsconfig.typedoc.json',
  plugin: ['typedoc-plugin-markdown', './typedoc-names.mjs'],
  out: 'api',
  router: 'module',
  readme: 'none',
  name: 'API',
  skipErrorChecking: true,
  disableSources: true,
  excludeExternals: true,
  excludeReferences: true,
  excludePrivate: true,
  excludeInternal: true,
  githubPages: false,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useHTMLAnchors: true,
  anchorPrefix: 'of-',
  useCodeBlocks: true,
  sanitizeComments: true,
  useHTMLEncodedBrackets: true,
  validation: { notExported: false, invalidLink: false },
  logLevel: 'Error',
};
