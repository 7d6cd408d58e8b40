import { accuracyOf, checkBackend } from '@lossmith/conformance';
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import webgl from './webgl.mjs';

/** Writes the figures of WebGL, which are made of exact values alone; run by `pnpm accuracy`. */
test('the figures of WebGL', { timeout: 1_800_000 }, async () => {
  const report = await checkBackend(webgl, { only: 'values/' });
  await commands.writeFile('accuracy-webgl.json', `${JSON.stringify([accuracyOf(report)], null, 2)}\n`);
  expect(report.cases.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual([]);
});
