import * as tf from '@tensorflow/tfjs-core';
import { printEmitTimes } from '../../conformance/bench/emit-times.mjs';
import { compare, milliseconds, ratio, scores } from '../../wasm/bench/compare.mjs';
import { pairs, squared, typedRun } from '../../wasm/bench/textbook.mjs';
import subjects from '../conformance.mjs';
import { compileTfjs } from '../dist/index.js';

const rounds = Number(process.env.ROUNDS ?? 11);

async function report(backend, count, turns) {
  await tf.setBackend(backend);
  await tf.ready();
  const [yTrue, yPred] = [tf.tensor1d(scores(count, 0)), tf.tensor1d(scores(count, 0.2))];
  const label = count >= 1024 ? `2^${Math.log2(count)}` : count;
  console.log(`tfjs ${backend}, mean of ${label} float32 scores, value and gradient:`);
  for (const [name, { loss, typed }] of Object.entries(pairs)) {
    const compiled = (execution) => typedRun(compileTfjs(loss, { reduction: 'mean', execution }), yTrue, yPred);
    const times = await compare(
      {
        wasm: compiled('wasm'),
        ops: compiled('ops'),
        typed: typedRun(typed, yTrue, yPred),
        squared: typedRun(squared, yTrue, yPred),
      },
      turns,
    );
    const { wasm, ops, typed: byHand } = times;
    console.log(
      `  ${name.padEnd(12)} by wasm ${milliseconds(wasm)}, as typed ${milliseconds(byHand)}: ${ratio(wasm, byHand)}; ` +
        `by ops ${ratio(ops, byHand)}; meanSquaredError ${milliseconds(times.squared)}`,
    );
  }
  tf.dispose([yTrue, yPred]);
}

console.log(`shortest of some rounds in turn, one thread`);
await report('wasm', 2 ** 20, rounds);
await report('cpu', 2 ** 20, 2);
await report('wasm', 32, 200);
await report('cpu', 32, 200);
for (const subject of subjects) await printEmitTimes(subject);
