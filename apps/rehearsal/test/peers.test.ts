import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { large, whole } from '../../../vitest.whole.ts';
import { putKit, putModel } from './examples.ts';
import { install, writeFiles } from './project.ts';
import { blocksIn, exampleOf, labelled } from './readme.ts';
import { rehearsal } from './rehearsal.ts';
import { node, output, shellOf } from './shell.ts';

/** A folder with one of our packages and a peer of this version. */
function projectWith(name: string, peer: string, manifest: object = {}): string {
  const project = join(rehearsal.folder, `${name}-with-${peer.replaceAll('/', '-')}`);
  install(project, [`@lossmith/${name}`, peer], { npmrc: rehearsal.npmrc, manifest });
  return project;
}

/** What the example of a README prints with these words in the place of others, and what stands below it. */
function exampleWith(project: string, name: string, words: Readonly<Record<string, string>>) {
  const blocks = blocksIn(project, name);
  const code = Object.entries(words).reduce((text, [from, to]) => text.replaceAll(from, to), exampleOf(blocks));
  writeFiles(project, { 'example.js': code });
  return { printed: node(project, 'example.js'), shown: labelled(blocks, 'output of the example')! };
}

/** Runtimes differ in the last digits of a float32. */
const toFiveDigits = (text: string) => text.replace(/\d+\.\d{5,}/g, (number) => Number(number).toPrecision(5));

// What stands between the two ends, and the newest version of peers that a README installs, is in packages.test.ts. TensorFlow.js may
// have one version only. Old runtimes are large and take minutes to install: LOSSMITH_LARGE=1 runs these, and a job of its own on main does.
describe.runIf(whole && large)('the oldest and the newest peers that packages allow', () => {
  test.each([
    ['onnxruntime-web', '1.14.0'],
    ['onnxruntime-node', '1.14.0'],
    ['onnxruntime-node', '1'],
  ])('@lossmith/onnx with %s %s', (peer, version) => {
    const project = projectWith('onnx', `${peer}@${version}`);
    const { printed, shown } = exampleWith(project, 'onnx', { 'onnxruntime-web': peer });
    expect(toFiveDigits(printed)).toBe(toFiveDigits(shown));
  });

  test.each([
    ['@huggingface/transformers@3.0.0', {}],
    // What the README says of this library. Its sharp loads a binary when it is installed; later ones bring it as a package.
    [
      '@xenova/transformers@2.17.0',
      { '@huggingface/transformers': '@xenova/transformers', "dtype: 'fp32'": 'quantized: false' },
    ],
  ])('@lossmith/transformers with %s', (peer, words) => {
    const project = projectWith('transformers', peer, { overrides: { sharp: '^0.35.4' } });
    putModel(project);
    const { printed, shown } = exampleWith(project, 'transformers', words);
    expect(printed).toBe(shown);
  });

  test.each(['3.0.0', '5'])("@lossmith/conformance's tests with vitest %s", (version) => {
    const project = projectWith('conformance', `vitest@${version}`);
    putKit(project);
    const shell = shellOf(project, rehearsal.nodes['24']!); // Vitest 5 asks for Node 22
    expect(output(project, 'sh', ['-c', "vitest run -t 'operation exp$'"], { ...shell, NO_COLOR: '1' })).toMatch(
      /Tests +1 passed/,
    );
  });

  test.each(['2.6.0', '2'])('@lossmith/cli draws with @resvg/resvg-js %s', (version) => {
    const project = projectWith('cli', `@resvg/resvg-js@${version}`);
    const draw = `lossmith plot '{"kind":"exp"}' --from -1 --to 4 --out loss.png && head -c 4 loss.png`;
    expect(output(project, 'sh', ['-c', draw], shellOf(project, process.execPath))).toContain('PNG');
  });
});
