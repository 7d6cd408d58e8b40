import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { measure } from '../sizes/measure.mjs';
import { adapters } from '../sizes/pages.mjs';
import { figuresIn } from '../sizes/table.mjs';

const page = readFileSync(new URL('../../../docs/sizes.md', import.meta.url), 'utf8');

describe.runIf(whole)('a page with one scalar loss for one adapter', () => {
  let measured: Awaited<ReturnType<typeof measure>>;
  beforeAll(async () => {
    measured = await measure();
  });

  test('has the size that docs/sizes.md states, to a tenth of a kilobyte', () => {
    const stated = figuresIn(page);
    const found = Object.values(measured.sizes).map((styles) =>
      Object.values(styles).flatMap((bundlers) => Object.values(bundlers).map((bytes) => bytes / 1000)),
    );
    expect(stated.map((row) => row.length)).toEqual(found.map((row) => row.length));
    const offBy = found.flatMap((row, k) => row.map((size, n) => Math.abs(size - stated[k]![n]!)));
    const advice = 'npx -y pnpm@10.34.9 -C apps/rehearsal sizes writes them anew';
    expect(Math.max(...offBy), advice).toBeLessThan(0.1);
  });

  test.each(adapters)('%s: ships core, the adapter and what it is made of', (adapter) => {
    const parts: Readonly<Record<string, readonly string[]>> = { tfjs: ['wasm'], transformers: ['onnx'] };
    const own = [...new Set(['core', adapter, ...(parts[adapter] ?? [])])];
    expect(own).toEqual(expect.arrayContaining(measured.contents[adapter]!));
  });

  // Kinds of links and losses stand in what makes them as text.
  test.each(adapters)('%s: ships no link and no loss but its own', (adapter) => {
    for (const text of Object.values(measured.texts[adapter]!))
      for (const kind of ['monotoneCubic', 'fromSensitivity', 'compositeSoftmax', 'listMle'])
        expect(text).not.toMatch(new RegExp(`['"\`]${kind}['"\`]`));
  });
});
