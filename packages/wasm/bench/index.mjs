import * as tf from '@tensorflow/tfjs-core';
import { printEmitTimes } from '../../conformance/bench/emit-times.mjs';
import subjects from '../conformance.mjs';
import { createKernel, createKernelPool } from '../dist/index.js';
import { timesOfC } from './c.mjs';
import { idealGain } from './calibrate.mjs';
import { compare, milliseconds, ratio, scores } from './compare.mjs';
import { examples, pairs, squared, typedRun } from './textbook.mjs';

const rounds = Number(process.env.ROUNDS ?? 11);

/** A kernel over arrays of the host, writing to the same array every time. */
function kernelRun(loss, predicted, target, shape, options) {
  const kernel = createKernel(loss, options);
  const outputs = { gradient: new Float32Array(predicted.length) };
  return () => kernel.run({ predicted, target, shape }, outputs);
}

/** A kernel over arrays in its own memory. */
function allocatedRun(loss, predicted, target, shape) {
  const kernel = createKernel(loss);
  const { inputs, outputs } = kernel.allocate(shape);
  inputs.predicted.set(predicted);
  inputs.target.set(target);
  return () => kernel.run(inputs, outputs);
}

const line = (name, text) => console.log(`  ${name.padEnd(22)} ${text}`);

async function againstTfjs(backend, count, turns) {
  await tf.setBackend(backend);
  await tf.ready();
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const [yTrue, yPred] = [tf.tensor1d(target), tf.tensor1d(predicted)];
  const label = count >= 1024 ? `2^${Math.log2(count)}` : count;
  console.log(`against tfjs ${backend}, ${label} float32 scores, value, gradient and mean:`);
  for (const [name, { loss, typed }] of Object.entries(pairs)) {
    const candidates = {
      lossmith: kernelRun(loss, predicted, target, [count]),
      typed: typedRun(typed, yTrue, yPred),
      squared: typedRun(squared, yTrue, yPred),
    };
    const times = await compare(candidates, turns);
    const error = `; meanSquaredError ${milliseconds(times.squared)}, ${ratio(times.lossmith, times.squared)}`;
    line(
      name,
      `${milliseconds(times.lossmith)}, as typed ${milliseconds(times.typed)}: ${ratio(times.lossmith, times.typed)}${error}`,
    );
  }
  tf.dispose([yTrue, yPred]);
}

async function rowsAgainstTfjs(backend, turns) {
  await tf.setBackend(backend);
  const [count, items] = [64, 32768];
  const [target, predicted] = [scores(count * items, 0), scores(count * items, 0.2)];
  const [yTrue, yPred] = [target, predicted].map((values) => tf.tensor2d(values, [count, items]));
  const times = await compare(
    {
      lossmith: kernelRun(examples.loss, predicted, target, [count, items]),
      typed: typedRun(examples.typed, yTrue, yPred),
    },
    turns,
  );
  line(
    `rows, tfjs ${backend}`,
    `${milliseconds(times.lossmith)}, as typed ${milliseconds(times.typed)}: ${ratio(times.lossmith, times.typed)}`,
  );
  tf.dispose([yTrue, yPred]);
}

async function kinds() {
  const count = 2 ** 20;
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  console.log('kinds of kernels, 2^20 scores:');
  for (const [name, { loss }] of Object.entries(pairs)) {
    const run = (options) => kernelRun(loss, predicted, target, [count], options);
    const times = await compare(
      {
        open: run({}),
        own: allocatedRun(loss, predicted, target, [count]),
        constant: run({ parameters: 'constants' }),
        float32: run({ precision: 'float32' }),
      },
      rounds,
    );
    line(
      name,
      `${milliseconds(times.open)}; arrays of the kernel ${ratio(times.own, times.open)}; parameters as constants ${ratio(times.constant, times.open)}; float32 arithmetic ${ratio(times.float32, times.open)}`,
    );
  }
}

const shared = (values) => {
  const copy = new Float32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
};

async function threads() {
  const count = 2 ** 20;
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const own = { predicted, target };
  const lent = { predicted: shared(predicted), target: shared(target) };
  const ideal = await idealGain(2 * rounds);
  console.log(
    `two threads, 2^20 scores (arithmetic alone, without memory or messages, gains ${ideal.toFixed(2)} x here, the median of ${2 * rounds}):`,
  );
  for (const [name, { loss }] of Object.entries(pairs)) {
    const pool = createKernelPool(loss, { threads: 2 });
    const [outputs, lentOutputs] = [{ gradient: new Float32Array(count) }, { gradient: shared(target) }];
    const times = await compare(
      {
        one: kernelRun(loss, predicted, target, [count]),
        two: () => pool.run(own, outputs),
        shared: () => pool.run(lent, lentOutputs),
      },
      2 * rounds,
    );
    pool.dispose();
    line(
      name,
      `${milliseconds(times.one)} by one; two are ${ratio(times.one, times.two)} as fast, on shared arrays ${ratio(times.one, times.shared)}`,
    );
  }
}

async function againstC() {
  const count = 2 ** 20;
  const times = timesOfC();
  if (times === undefined) return console.log('no C compiler here: nothing to compare with');
  const run = kernelRun(pairs.sinh.loss, scores(count, 0.2), scores(count, 0), [count]);
  const { lossmith } = await compare({ lossmith: run }, rounds);
  const factor = (other) => `${(lossmith.best / other).toPrecision(2)} x C`;
  console.log(`against C (cc -O3 -msse4.1, float64, the C library's functions), sinh, 2^20 scores, shortest times:`);
  line('the same form', `${lossmith.best.toFixed(1)} ms, C ${times.stable.toFixed(1)} ms: ${factor(times.stable)}`);
  line('as typed', `C ${times.typed.toFixed(1)} ms: ${factor(times.typed)}`);
}

console.log(`shortest of ${rounds} rounds in turn, one thread unless said otherwise`);
await againstTfjs('wasm', 2 ** 20, rounds);
await againstTfjs('cpu', 2 ** 20, 3);
await againstTfjs('wasm', 32, 300);
await againstTfjs('cpu', 32, 300);
console.log('composite Softmax, matching form, transform exp, [64, 32768], value, gradient and mean:');
await rowsAgainstTfjs('wasm', rounds);
await rowsAgainstTfjs('cpu', 3);
await kinds();
await threads();
await againstC();
for (const subject of subjects) await printEmitTimes(subject);
