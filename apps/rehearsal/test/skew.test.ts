import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { fileOf, install, readFile, versionsIn, writeFiles } from './project.ts';
import { rehearsal } from './rehearsal.ts';
import { node, output } from './shell.ts';

/** A loss of one copy of core, for an adapter that brings another copy. */
const acrossCopies = `import { evaluate, isLossmithError, links, LossmithError, losses } from '@lossmith/core';
import { createKernel } from '@lossmith/wasm';

const loss = losses.matching(links.sinh({ rate: 0.5, center: 3 }));
const kernel = createKernel(loss, { reduction: 'none', data: 'float64' });
const inputs = { predicted: [1, 2], target: [1.5, 2] };
const [given, exact] = [kernel.run(inputs).loss, evaluate(loss, inputs).loss];
console.log(Math.abs(given[0] / exact[0] - 1) < 1e-12, given[1]);
try {
  kernel.run({ predicted: [1, 2], target: [1] });
} catch (error) {
  console.log(error instanceof LossmithError, isLossmithError(error), error.name);
}
`;

/** Tells what an adapter says to a loss of this core. */
const refused = `import { isLossmithError, links, losses } from '@lossmith/core';
import { createKernel } from '@lossmith/wasm';

try {
  createKernel(losses.matching(links.sinh({ rate: 0.5 })));
} catch (error) {
  console.log(isLossmithError(error), error.lossmith, error.message);
}
`;

const project = (name: string) => join(rehearsal.folder, name);

/** Publishes an installed package once more as a next major version, in one of whose files a number has become 2. */
function publishMajor(name: string, file: string, key: string): void {
  const folder = project(`major-${name}`);
  cpSync(fileOf(project('two-copies'), name, '.'), folder, { recursive: true });
  const change = (path: string, from: string | RegExp, to: string) => {
    const text = readFile(folder, path)!;
    expect(text).toMatch(from);
    writeFiles(folder, { [path]: text.replace(from, to) });
  };
  change('package.json', /"version": "[^"]+"/, '"version": "9.0.0"');
  change(`dist/${file}`, `${key}: 1`, `${key}: 2`);
  writeFiles(folder, { '.npmrc': rehearsal.npmrc });
  output(folder, 'npm', ['publish', '--tag=next', '--ignore-scripts']);
}

describe.runIf(whole)('releases that meet in one tree', () => {
  test('the core of the first release works with an adapter of the second, which brings its own', () => {
    const { first, second, npmrc } = rehearsal;
    const at = project('two-copies');
    install(at, [`@lossmith/core@${first}`, `@lossmith/wasm@${second}`], { npmrc });
    expect(versionsIn(at)).toEqual(
      expect.arrayContaining([`@lossmith/core ${first}`, `@lossmith/core ${second}`, `@lossmith/wasm ${second}`]),
    );
    writeFiles(at, { 'across-copies.js': acrossCopies });
    expect(node(at, 'across-copies.js')).toBe('true 0\nfalse true LossmithShapeError\n');
  });

  test.each([
    ['wasm', 'wasm-backend.js', 'contract', 'the contract of wasm[^;]* has version 2'],
    ['core', 'losses/loss.js', 'version', 'the loss has version 2'],
  ])(
    'a next major version of %s in one tree with the others of today gives the documented error',
    (name, file, key, said) => {
      publishMajor(name, file, key);
      const other = name === 'wasm' ? 'core' : 'wasm';
      const at = project(`with-next-${name}`);
      install(at, [`@lossmith/${name}@9.0.0`, `@lossmith/${other}@${rehearsal.second}`], rehearsal);
      writeFiles(at, { 'refused.js': refused });
      const advice = 'install all @lossmith packages in one version';
      expect(node(at, 'refused.js')).toMatch(
        new RegExp(`^true version ${said}, this @lossmith/core knows 1; ${advice}\\n$`),
      );
    },
  );
});
