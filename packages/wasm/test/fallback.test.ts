import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createKernel, links, losses } from '../src/index.js';

const index = fileURLToPath(new URL('../dist/index.js', import.meta.url));

const script = `
  import { createKernel, createKernelPool, links, losses } from ${JSON.stringify(index)};
  const loss = losses.matching(links.sinh({ rate: 0.5 }));
  const inputs = { predicted: [1, 2, 3], target: [0, 2, 5] };
  const kernel = createKernel(loss);
  const own = kernel.allocate([3]);
  for (const name of ['predicted', 'target']) own.inputs[name].set(inputs[name]);
  const pool = createKernelPool(loss, { threads: 2 });
  const results = [kernel.run(inputs), kernel.run(own.inputs, own.outputs), await pool.run(inputs)];
  console.log(JSON.stringify(results.map(({ loss, gradient }) => [[...loss], [...gradient]])));
`;

/** A process without WebAssembly: V8 has none where it may not make code. */
test('without WebAssembly the reference evaluator does the work, and the console says so once', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--jitless', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  const { loss, gradient } = createKernel(losses.matching(links.sinh({ rate: 0.5 }))).run({
    predicted: [1, 2, 3],
    target: [0, 2, 5],
  });
  const results = JSON.parse(stdout) as number[][][];
  expect(results).toHaveLength(3);
  for (const [total, slopes] of results) {
    expect(total?.[0]).toBeCloseTo(loss?.[0] as number, 6);
    slopes?.forEach((x, k) => {
      expect(x).toBeCloseTo(gradient?.[k] as number, 6);
    });
  }
  const lines = stderr.split('\n').filter((line) => line.includes('Lossmith'));
  expect(lines).toEqual([
    'Lossmith: WebAssembly, or its 128-bit vectors, are missing or forbidden here: losses run in the reference evaluator, right but many times slower.',
  ]);
});
