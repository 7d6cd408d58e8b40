import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `pnpm new:backend NAME [--into FOLDER]

Copies templates/backend to packages/NAME, or to FOLDER in this repository. NAME is what the package is called behind
'@lossmith/': small letters, digits and single hyphens. Guide: docs/adding-a-backend.md`;

const root = fileURLToPath(new URL('..', import.meta.url));
const template = join(root, 'templates/backend');
const withSlashes = (path) => path.split(sep).join('/');

function checkName(name) {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 50) return;
  const rule = "at most 50 small letters, digits and single hyphens, beginning with a letter, such as 'my-stack'";
  throw new Error(`'${name}' cannot be the name of a package; give ${rule}`);
}

function checkFolder(folder) {
  const path = relative(root, folder);
  if (path === '' || path.startsWith('..') || isAbsolute(path)) {
    const advice = 'see "In a folder of your own" in docs/adding-a-backend.md';
    throw new Error(`${folder} is not inside this repository, whose settings the template uses; ${advice}`);
  }
  if (existsSync(folder)) throw new Error(`${path} exists already; choose another name, or remove it`);
  return withSlashes(path);
}

/** The template's text with the package's own name, place and way to the root. */
function adapt(text, name, path) {
  const toRoot = withSlashes(relative(path, '.'));
  return text
    .replaceAll('packages/template-name', path)
    .replaceAll('template-name', name)
    .replaceAll('../../', `${toRoot}/`);
}

/** Copies the template; returns the files written, as paths in the repository. */
function copy(name, path) {
  const entries = readdirSync(template, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/[\\/](node_modules|dist|\.results)([\\/]|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => {
    const target = `${path}/${withSlashes(relative(template, file))}`;
    mkdirSync(dirname(join(root, target)), { recursive: true });
    writeFileSync(join(root, target), adapt(readFileSync(file, 'utf8'), name, path));
    return target;
  });
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
