import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { dataFiles, typedIn } from '../../../packages/cli/test/terminal.ts';
import { encoderFiles } from '../../../packages/transformers/test/model-files.ts';
import { modelRoot } from '../../../packages/transformers/test/model-folders.ts';
import { readFile, writeFiles } from './project.ts';
import { blocksIn, blocksOfPage, exampleOf, labelled, shownFiles } from './readme.ts';
import { node, output, root, run, shellOf } from './shell.ts';

/** What pages have by themselves. */
export const gpu = `import { nodeGpu } from ${JSON.stringify(join(root, 'packages/webgpu/test/software-gpu.mjs'))};
Object.defineProperty(globalThis, 'navigator', { value: { gpu: await nodeGpu() } });
`;

/** The model that the example of @lossmith/transformers looks for. */
export function putModel(project: string): void {
  const models = modelRoot();
  models.write('my-encoder', encoderFiles());
  rmSync(join(project, 'models'), { recursive: true, force: true });
  cpSync(models.root, join(project, 'models'), { recursive: true });
  models.remove();
}

/** Runs the first example, as plain JavaScript, and compares what it prints and writes with what the README shows. */
function checkScript(project: string, name: string, program: string): void {
  const blocks = blocksIn(project, name);
  const before = name === 'webgpu' ? gpu : '';
  const after = name === 'webgpu' ? 'process.exit(results.gradient.length === 2 ? 0 : 1);' : '';
  if (name === 'transformers') putModel(project);
  writeFiles(project, { 'example.js': `${before}${exampleOf(blocks)}${after}` });
  const printed = node(project, 'example.js', program);
  const shown = labelled(blocks, 'output of the example');
  if (shown !== undefined) expect(printed).toBe(shown);
  for (const [file, code] of Object.entries(shownFiles(blocks, /\.py$/))) expect(readFile(project, file)).toBe(code);
}

/** Types what the README of the command shows, in a shell of the project, and compares what is said. */
function checkTerminal(project: string, program: string): void {
  const typed = typedIn(readFile(project, 'node_modules/@lossmith/cli/README.md')!);
  writeFiles(project, dataFiles);
  for (const { line, says } of typed) {
    const said = run(project, 'sh', ['-c', `{ ${line}\n} 2>&1`], shellOf(project, program)).stdout;
    expect({ line, says: said.trimEnd() }).toEqual({ line, says });
  }
}

/** The files that the kit's README shows, and the backend of the guide. */
export function putKit(project: string): void {
  const backend = labelled(blocksOfPage('docs/adding-a-backend.md'), 'file: backend.mjs')!;
  writeFiles(project, { 'backend.mjs': backend, ...shownFiles(blocksIn(project, 'conformance'), /\.m?js$/) });
}

/** Runs the kit as its README does, on one operation. */
function checkKit(project: string, program: string): void {
  putKit(project);
  const command = blocksIn(project, 'conformance')
    .find(({ language }) => language === 'sh')!
    .code.split(' #')[0]!;
  const said = output(
    project,
    'sh',
    ['-c', command.replace('--quick', '--quick --only operation')],
    shellOf(project, program),
  );
  expect(said).toMatch(/step by step, float32, quick conforms: \d+ cases/);
}

const checks: Readonly<Record<string, (project: string, program: string) => void>> = {
  cli: checkTerminal,
  conformance: checkKit,
};

/** Does what the README of a package shows, with this Node. */
export const checkExample = (project: string, name: string, program: string): void =>
  checks[name] === undefined ? checkScript(project, name, program) : checks[name](project, program);
