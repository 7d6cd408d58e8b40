import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Packages that a file of dist leads to, through all files that it imports. */
function packagesOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, name]) => name as string);
  return new Set(
    found.flatMap((name) => {
      if (!name.startsWith('.')) return [name];
      const next = join(dirname(file), name);
      if (seen.has(next)) return [];
      seen.add(next);
      return [...packagesOf(next, seen)];
    }),
  );
}

test('shaders are in the entry for WebGPU alone', () => {
  const isOfWebgpu = (name: string) => name.startsWith('@lossmith/webgpu');
  const [main, own] = ['index.js', 'webgpu.js'].map((name) => [...packagesOf(join(dist, name))]);
  expect(main).toContain('@lossmith/wasm/backend');
  expect(main?.filter(isOfWebgpu)).toEqual([]);
  expect(own?.filter(isOfWebgpu)).toEqual(['@lossmith/webgpu/programs']);
});
