import * as ort from 'onnxruntime-web';
import { printEmitTimes } from '../../conformance/bench/emit-times.mjs';
import subjects from '../conformance.mjs';
import { compileOnnx, links, losses } from '../dist/index.js';
import { textbook } from './textbook.mjs';

const rate = 0.5;
const count = 2 ** 20;
const rounds = 15;
ort.env.wasm.numThreads = 1;

const scores = (shift) => Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);
const tensor = (values) => new ort.Tensor('float32', values, [count]);
const feeds = { predicted: tensor(scores(0.2)), target: tensor(scores(0)) };

async function time(session) {
  const start = performance.now();
  await session.run(feeds);
  return performance.now() - start;
}

const median = (values) => values.sort((x, y) => x - y)[Math.floor(values.length / 2)];

/** Medians over rounds in which the candidates take turns, so that the machine's moods meet all of them. */
async function compare(models) {
  const sessions = await Promise.all(models.map((bytes) => ort.InferenceSession.create(bytes)));
  const times = sessions.map(() => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [k, session] of sessions.entries()) {
      const taken = await time(session);
      if (round >= 0) times[k].push(taken);
    }
  }
  return times.map(median);
}

const sinh = losses.matching(links.sinh({ rate }));
const squared = losses.matching(links.identity());
const [mine, typed, plain] = await compare([compileOnnx(sinh).bytes, textbook(rate), compileOnnx(squared).bytes]);
console.log(`sinh link, mean of 2^20 float32 scores, value and gradient, onnxruntime-web (wasm), one thread;`);
console.log(
  `medians of ${rounds} rounds in turn: lossmith ${mine.toFixed(1)} ms, textbook Cosh/Sinh graph ${typed.toFixed(1)} ms, ` +
    `squared error ${plain.toFixed(1)} ms: ${(mine / typed).toFixed(2)} x textbook`,
);
for (const subject of subjects.filter(({ storage }) => storage === undefined)) await printEmitTimes(subject);
