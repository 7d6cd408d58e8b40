import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile, writeFiles } from './project.ts';
import { blocksIn, exampleOf } from './readme.ts';
import { run } from './shell.ts';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

const modules = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};
export type Resolution = keyof typeof modules;
export const resolutions = Object.keys(modules) as readonly Resolution[];

/** Every entry of a package, so that all of its declarations are checked. */
function entriesOf(project: string, name: string): string {
  const { exports: points } = JSON.parse(readFile(project, `node_modules/@lossmith/${name}/package.json`)!);
  const typed = Object.keys(points).filter((point) => points[point].types !== undefined);
  return typed.map((point, k) => `export * as entry${k} from '@lossmith/${name}${point.slice(1)}';\n`).join('');
}

/** Packages whose peers' own declarations have errors, so that their users need skipLibCheck. */
const faultyPeers = ['tfjs', 'transformers'];

/**
 * What TypeScript says under strict rules, without skipLibCheck, of an example and of all entries of a package; nothing where they are right.
 * Errors in faulty peers are left out.
 */
export function typeErrors(project: string, name: string, resolution: Resolution): string {
  const options = {
    ...modules[resolution],
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: name === 'python' ? ['node'] : [],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  // The kit's examples import a backend that stands in plain JavaScript.
  const example = name === 'conformance' ? '' : exampleOf(blocksIn(project, name));
  writeFiles(project, {
    'example.ts': example,
    'entries.ts': entriesOf(project, name),
    'tsconfig.json': JSON.stringify({ compilerOptions: options, files: ['example.ts', 'entries.ts'] }),
  });
  const { stdout } = run(project, process.execPath, [compiler, '-p', '.', '--pretty', 'false']);
  if (!faultyPeers.includes(name)) return stdout;
  const ours = stdout.split('\n').filter((line) => /^(example|entries)\.ts|^node_modules\/@lossmith/.test(line));
  return ours.join('\n');
}
