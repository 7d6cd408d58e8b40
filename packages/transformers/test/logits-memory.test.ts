import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { causalFiles } from './model-files.ts';
import { modelRoot } from './model-folders.ts';

const at = modelRoot();
afterAll(at.remove);

interface Used {
  readonly mebibytes: number;
  readonly sums: readonly number[];
}

function run(way: string): Used {
  const script = fileURLToPath(new URL('logits-memory.mjs', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', script, at.root, way], { encoding: 'utf8' }));
}

test.skipIf(!whole || process.platform !== 'linux')(
  'with 128,256 words, a fraction of the memory of whole logits is needed, and the result is the same',
  () => {
    at.write('wide', causalFiles({ vocabulary: 128_256, width: 8 }));
    const [all, ours] = [run('whole'), run('ours')];
    console.log(
      `whole logits ${all.mebibytes.toFixed(0)} MiB, ours ${ours.mebibytes.toFixed(0)} MiB beyond the loaded model`,
    );
    ours.sums.forEach((sum, k) => {
      expect(Math.abs(sum - all.sums[k]!)).toBeLessThan(1e-5);
    });
    const logits = (8 * 63 * 128_256 * 4) / 2 ** 20;
    expect(all.mebibytes).toBeGreaterThan(logits);
    expect(ours.mebibytes).toBeLessThan(logits / 2);
  },
);
