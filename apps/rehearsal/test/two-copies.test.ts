import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { install, versionsIn, writeFiles } from './project.ts';
import { rehearsal } from './rehearsal.ts';
import { node } from './shell.ts';

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

test.runIf(whole)('the core of the first release works with an adapter of the second, which brings its own', () => {
  const { folder, first, second, npmrc } = rehearsal;
  const at = join(folder, 'two-copies');
  install(at, [`@lossmith/core@${first}`, `@lossmith/wasm@${second}`], { npmrc });
  expect(versionsIn(at)).toEqual(
    expect.arrayContaining([`@lossmith/core ${first}`, `@lossmith/core ${second}`, `@lossmith/wasm ${second}`]),
  );
  writeFiles(at, { 'across-copies.js': acrossCopies });
  expect(node(at, 'across-copies.js')).toBe('true 0\nfalse true LossmithShapeError\n');
});
