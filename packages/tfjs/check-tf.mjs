import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { compileTfjs, parseLoss } from './dist/index.js';

setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')) + '/wasm-out/');
const file = process.argv[2];
const show = Number(process.argv[3] ?? 10);
const filter = process.argv[4];
const { cases } = JSON.parse(readFileSync(file));
for (const b of ['cpu', 'wasm']) {
  await tf.setBackend(b);
  await tf.ready();
  const t0 = Date.now();
  const worst = new Map();
  let fails = 0,
    n = 0;
  for (const c of cases) {
    const label = JSON.stringify(c.loss).slice(0, 260);
    if (filter && !label.includes(filter)) continue;
    const f = compileTfjs(parseLoss(c.loss), { reduction: 'none' });
    const K = Array.isArray(c.predicted[0]) ? c.predicted[0].length : 1;
    const p = f.parts(
      tf.tensor(c.target, undefined, c.loss.target === 'label' ? 'int32' : 'float32'),
      tf.tensor(c.predicted, undefined, 'float32'),
    );
    const r = Object.fromEntries(Object.entries(p).map(([k, v]) => [k, v.dataSync()]));
    for (const out of ['loss', 'gradient', 'hessian']) {
      const exp = c.expected[out].flat(2),
        all = c.allowed.float32[out].flat(2);
      exp.forEach((e, k) => {
        const x = Number(e),
          g = r[out][k],
          a = all[k];
        if (a == null || (x !== 0 && !(Math.abs(x) >= 2 ** -126 && Math.abs(x) < 3.4028235e38))) return;
        n++;
        const d = Math.abs(g - x);
        let q = d === 0 ? 0 : Number.isNaN(d) ? 1e99 : d / a;
        if (out === 'loss' && g < 0) q = 1e98;
        const key =
          (c.loss.kind === 'matching' ? c.loss.link.kind : c.loss.kind + (c.loss.transform?.kind ?? '')) +
          ' ' +
          c.loss.target +
          ' ' +
          out;
        if (!(worst.get(key) >= q)) worst.set(key, q);
        if (q > 1) {
          fails++;
          if (fails < show)
            console.log(
              'FAIL',
              b,
              out,
              q.toPrecision(3),
              'exp',
              x,
              'got',
              g,
              label,
              'p',
              JSON.stringify(K > 1 ? c.predicted[out === 'loss' ? k : Math.floor(k / K)] : c.predicted[k]),
              't',
              JSON.stringify(K > 1 ? c.target[out === 'loss' ? k : Math.floor(k / K)] : c.target[k]),
            );
        }
      });
    }
    tf.disposeVariables();
  }
  console.log(b, fails, 'fails of', n, Date.now() - t0, 'ms', tf.memory().numTensors);
  for (const [k, v] of [...worst].sort((a, b) => b[1] - a[1]).slice(0, 8)) console.log(v.toFixed(3), k);
}
