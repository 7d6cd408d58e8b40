import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkName, copyTemplate } from '../packages/conformance/bin/new-backend.mjs';

const usage = `pnpm new:backend NAME [--into FOLDER]

Copies packages/conformance/template to packages/NAME, or to FOLDER in this repository. NAME is what the package is called behind
'@lossmith/': small letters, digits and single hyphens. Guide: docs/adding-a-backend.md`;

const root = fileURLToPath(new URL('..', import.meta.url));
const withSlashes = (path) => path.split(sep).join('/');

function checkFolder(folder) {
  const path = relative(root, folder);
  if (path === '' || path.startsWith('..') || isAbsolute(path)) {
    const advice = 'see "In a folder of your own" in docs/adding-a-backend.md';
    throw new Error(`${folder} is not inside this repository; ${advice}`);
  }
  if (existsSync(folder)) throw new Error(`${path} exists already; choose another name, or remove it`);
  return withSlashes(path);
}

const shared = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
/** Whether packages here take the version of this one from the catalog. */
const isInCatalog = (name) => new RegExp(`^  "?${name}"?: `, 'm').test(shared);

/** What the template's package.json is for a package of this repository: of its versions, its addresses and its checks. */
function adaptManifest(file, path) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const { homepage, bugs, repository } = JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8'));
  const { name, description, keywords, license, ...others } = { ...manifest, version: '0.0.0' };
  const report = `node ${withSlashes(relative(path, 'scripts/api-report.mjs'))}`;
  others.scripts['check:packages'] += ` && ${report}`;
  for (const one of Object.keys(others.devDependencies).filter(isInCatalog)) others.devDependencies[one] = 'catalog:';
  const addresses = { homepage, bugs, repository: { ...repository, directory: path } };
  const adapted = { name, version: others.version, description, keywords, license, ...addresses, ...others };
  writeFileSync(file, `${JSON.stringify(adapted, null, 2)}\n`);
}

/** Copies the template; returns the files written, as paths in the repository. */
function copy(name, path) {
  const folder = join(root, path);
  const files = copyTemplate(name, `@lossmith/${name}`, folder);
  adaptManifest(join(folder, 'package.json'), path);
  rmSync(join(folder, 'CHANGELOG.md')); // changesets write it
  return files.filter((file) => file !== 'CHANGELOG.md').map((file) => `${path}/${withSlashes(file)}`);
}

const nextSteps = (name, path, files) => `Made @lossmith/${name}:
${files.map((file) => `  ${file}`).join('\n')}

Next:
  npx -y pnpm@10.34.9 install
  npx -y pnpm@10.34.9 build
  cd ${path}
  npx -y pnpm@10.34.9 conformance        lists what is missing; exits with 1 until the backend conforms
Guide: docs/adding-a-backend.md`;

function main() {
  const options = { into: { type: 'string' }, help: { type: 'boolean' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(usage);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new Error(`give one NAME\n\n${usage}`);
  checkName(name);
  const path = checkFolder(resolve(values.into ?? join(root, 'packages', name)));
  console.log(nextSteps(name, path, copy(name, path)));
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
