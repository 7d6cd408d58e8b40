import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** Everything that makes code of text, which a content-security policy without 'unsafe-eval' forbids. */
const forbidden =
  /\beval\s*\(|\bnew\s+Function\b|[^.\w]Function\s*\(|\b(?:setTimeout|setInterval)\s*\(\s*['"`]|\bimport\s*\(\s*[^'"\s]/;
const root = fileURLToPath(new URL('../..', import.meta.url));

describe.each(['core', 'tfjs', 'wasm'])('what %s publishes', (name) => {
  const dist = join(root, name, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));

  test('has files', () => expect(files).toContain('index.js'));

  test.each(files)('%s makes no code of text', (file) => {
    const found = readFileSync(join(dist, file), 'utf8')
      .split('\n')
      .filter((line) => forbidden.test(line));
    expect(found).toEqual([]);
  });
});
