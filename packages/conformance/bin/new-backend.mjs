import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));
const template = fromHere('../template');

export function checkName(name) {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 50) return;
  const rule = "at most 50 small letters, digits and single hyphens, beginning with a letter, such as 'my-stack'";
  throw new Error(`'${name}' cannot be the name of a package; give ${rule}`);
}

/** Inside a package Node heeds no package.json but that of the package itself, so that the template's has another name. */
const placeOf = (file) => (file === 'manifest.json' ? 'package.json' : file);

/** Copies the template to a folder that does not exist yet, for a package called `packageName`; returns the files written, as paths in it. */
export function copyTemplate(name, packageName, folder) {
  // Of the paths in the template: it stands in node_modules itself where the package is installed.
  const files = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .filter((file) => !/^(node_modules|dist)[\\/]/.test(file));
  for (const file of files) {
    const text = readFileSync(join(template, file), 'utf8');
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const adapted = text.replaceAll('lossmith-template-name', packageName).replaceAll('template-name', name);
    writeFileSync(join(folder, placeOf(file)), adapted);
  }
  return files.map(placeOf);
}

/** A package of its own, in a folder outside this repository: it takes the packages of the version that this one has. */
export function newBackend(name) {
  checkName(name);
  const packageName = `lossmith-${name}`;
  if (existsSync(packageName)) throw new Error(`${packageName} exists already; choose another name, or remove it`);
  const files = copyTemplate(name, packageName, packageName);
  const { version } = JSON.parse(readFileSync(fromHere('../package.json'), 'utf8'));
  const manifest = join(packageName, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll('workspace:^', `^${version}`));
  writeFileSync(join(packageName, '.gitignore'), 'dist\nnode_modules\n');
  const licence = fromHere('../LICENSE');
  if (existsSync(licence)) copyFileSync(licence, join(packageName, 'LICENSE'));
  return `Made ${packageName}:
${files.map((file) => `  ${file}`).join('\n')}

Next:
  cd ${packageName}
  npm install
  npm run conformance        lists what is missing; exits with 1 until the backend conforms
Guide: https://github.com/lossmith/lossmith/blob/main/docs/adding-a-backend.md`;
}
