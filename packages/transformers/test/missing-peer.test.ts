import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const dependencies = ['@lossmith/core', '@lossmith/onnx', '@bufbuild/protobuf', 'onnx-buf', 'pure-rand'];

test('where neither library is installed, the built package loads, and says what is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-no-peer-'));
  try {
    const place = join(folder, 'node_modules/@lossmith/transformers');
    for (const name of ['dist', 'package.json'])
      cpSync(join(packageFolder, name), join(place, name), { recursive: true });
    mkdirSync(join(folder, 'node_modules/@bufbuild'), { recursive: true });
    for (const name of dependencies)
      symlinkSync(realpathSync(join(packageFolder, 'node_modules', name)), join(folder, 'node_modules', name));
    const script = join(folder, 'run.mjs');
    writeFileSync(
      script,
      `import { loadPipeline } from '@lossmith/transformers';
for (const name of ['@huggingface/transformers', '@xenova/transformers'])
  await loadPipeline(name, 'feature-extraction', 'x').catch((error) => console.log(error.message.split(';').slice(0, 2).join(';')));`,
    );
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toBe(
      `option library: cannot import @huggingface/transformers; install it, or import it yourself and pass the module
option library: cannot import @xenova/transformers; install it, or import it yourself and pass the module
`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
