import { createRequire } from 'node:module';
import { dirname } from 'node:path';
const require = createRequire(import.meta.url);
import { links, losses } from '@lossmith/core';
import * as B from '@lossmith/core/backend';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { tfjsBackend } from './dist/tfjs-backend.js';

setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')) + '/wasm-out/');
await tf.setBackend('wasm');
await tf.ready();
const back = tfjsBackend('wasm');
const p = B.compileExpressions(
  B.lossOutputs(losses.matching(links[process.argv[2] ?? 'sinh']({ rate: 0.5 })), ['loss', 'gradient'], {
    weight: false,
  }),
  { precision: 'float32' },
  back.lowerings,
);
const art = back.emit(p);
const n = 2 ** 20;
const s = (h) => Float32Array.from({ length: n }, (_, k) => 3 * Math.sin(k * 0.37 + h) + h);
const y = tf.tensor1d(s(0)),
  x = tf.tensor1d(s(0.2));
console.log('x');
const whole = () =>
  tf.tidy(() => {
    const r = art({
      rows: n,
      classes: 1,
      data: { predicted: tf.reshape(x, [n, 1, 1]), target: tf.reshape(y, [n, 1, 1]) },
    });
    return [r.loss, r.gradient];
  });
const chunked = (c) => () =>
  tf.tidy(() => {
    const ls = [],
      gs = [];
    for (let k = 0; k < n; k += c) {
      const m = Math.min(c, n - k);
      const [l, g] = tf.tidy(() => {
        const r = art({
          rows: m,
          classes: 1,
          data: {
            predicted: tf.reshape(tf.slice(x, k, m), [m, 1, 1]),
            target: tf.reshape(tf.slice(y, k, m), [m, 1, 1]),
          },
        });
        return [r.loss, r.gradient];
      });
      ls.push(tf.reshape(l, [m]));
      gs.push(tf.reshape(g, [m]));
    }
    return [tf.concat(ls), tf.concat(gs)];
  });
const time = (name, f) => {
  const ts = [];
  for (let i = 0; i < 12; i++) {
    const t = performance.now();
    const r = f();
    ts.push(performance.now() - t);
    tf.dispose(r);
  }
  ts.sort((a, b) => a - b);
  console.log(name, ts[0].toFixed(1), ts[6].toFixed(1));
};
time('whole', whole);
for (const c of [8192, 16384, 32768, 65536, 131072, 262144]) time('chunk ' + c, chunked(c));
time('whole', whole);

import { compileTfjs } from './dist/index.js';

const f = compileTfjs(losses.matching(links.sinh({ rate: 0.5 })), { reduction: 'mean' });
time('f forward', () => f(y, x));
time('valueAndGrad', () =>
  tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((z) => f(y, z))(x);
    return [value, grad];
  }),
);
time('with sync', () =>
  tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((z) => f(y, z))(x);
    grad.dataSync();
    return [value];
  }),
);
const c = tf.customGrad((z, save) => {
  save([z]);
  return { value: tf.square(z), gradFunc: (dy) => dy };
});
time('customgrad alone', () => tf.tidy(() => tf.grad((z) => c(z))(x)));
