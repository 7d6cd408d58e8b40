import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = fromHere('../.results/readme');

/** A file that a page shows. */
function shown(page: string, name: string): string {
  const text = readFileSync(fromHere(page), 'utf8');
  return new RegExp(`<!-- file: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\\n\`\`\``).exec(text)?.[1] as string;
}

/** A shell has none of what Vitest sets. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(vitest|test$|node_env)/i.test(name)));
const run = (...command: string[]) => execFileSync(process.execPath, command, { cwd: folder, env, encoding: 'utf8' });

describe.runIf(whole)('what README.md shows, with the backend of the guide', () => {
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'backend.mjs'), shown('../../../docs/adding-a-backend.md', 'backend.mjs'));
    writeFileSync(join(folder, 'vitest.config.js'), 'export default {};\n');
    // All quick cases of this backend: examples/closure-backend/test/guide.test.ts.
    const part = (text: string) => text.replace('{ quick: true }', "{ quick: true, only: 'operation' }");
    for (const name of ['conformance.mjs', 'check.mjs', 'conformance.test.js'])
      writeFileSync(join(folder, name), part(shown('../README.md', name)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the kit runs in code', () => {
    expect(run('check.mjs')).toMatch(/conforms: \d\d cases/);
  });

  test('the test file is one', () => {
    const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
    expect(run(vitest, 'run', '--root', folder, '-t', 'operation exp$')).toMatch(/Tests .*1 passed/);
  });
});
