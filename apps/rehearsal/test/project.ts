import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from '../../../docs/test/blocks.ts';
import { node, output, root } from './shell.ts';

const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];

/** What the README of a package says to install. */
export function wanted(name: string): readonly string[] {
  const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  const command = /`npm install (@lossmith\/[^`]*)`/.exec(readme)?.[1];
  if (command === undefined) throw new Error(`packages/${name}/README.md says nowhere how to install it`);
  return command.split(' ');
}

/** An empty folder in which somebody installs packages. */
export function install(project: string, names: readonly string[], npmrc: string): void {
  mkdirSync(project);
  writeFileSync(join(project, '.npmrc'), npmrc);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  output(project, 'npm', ['install', ...quietly, ...names]);
}

export const upgrade = (project: string): string => output(project, 'npm', ['update', ...quietly]);

/** The blocks of the README that was installed. */
const blocksIn = (project: string, name: string) =>
  blocksOf(readFileSync(join(project, 'node_modules/@lossmith', name, 'README.md'), 'utf8'));

/** What pages have by themselves. */
const gpu = `import { nodeGpu } from ${JSON.stringify(join(root, 'packages/webgpu/test/software-gpu.mjs'))};
Object.defineProperty(globalThis, 'navigator', { value: { gpu: await nodeGpu() } });
`;

/** Runs the first example of the README that was installed, as plain JavaScript; also gives what stands below it as its output. */
export function runExample(project: string, name: string): { printed: string; shown: string | undefined } {
  const blocks = blocksIn(project, name);
  const example = blocks.find(({ language }) => language === 'js' || language === 'ts')!;
  const before = name === 'webgpu' ? gpu : '';
  const after = name === 'webgpu' ? 'process.exit(results.gradient.length === 2 ? 0 : 1);' : '';
  writeFileSync(join(project, 'example.js'), `${before}${example.code}${after}`);
  const printed = node(project, 'example.js');
  return { printed, shown: blocks.find(({ label }) => label === 'output of the example')?.code };
}

/** Files that a README shows as written by its example, with what was written. */
export function writtenFiles(project: string, name: string): readonly { written: string | undefined; shown: string }[] {
  const files = blocksIn(project, name).filter(({ label }) => /^file: .*\.py$/.test(label));
  return files.map(({ label, code }) => {
    const file = join(project, label.slice('file: '.length));
    return { written: existsSync(file) ? readFileSync(file, 'utf8') : undefined, shown: code };
  });
}

/** Our packages in a project with their versions, each as often as it was installed. */
export function versionsIn(project: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  return Object.entries<{ version: string }>(lock.packages)
    .filter(([path]) => /node_modules\/@lossmith\/[a-z]+$/.test(path))
    .map(([path, { version }]) => `${path.replace(/^.*@/, '@')} ${version}`);
}
