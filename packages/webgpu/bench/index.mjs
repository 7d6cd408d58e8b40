import { printEmitTimes } from '../../conformance/bench/emit-times.mjs';
import subject from '../conformance.mjs';
import { createKernel, links, losses } from '../dist/index.js';
import { nodeGpu } from '../test/software-gpu.mjs';
import { moveKernel, textbookKernel } from './hand-written.mjs';
import { tfjsOn } from './tfjs.mjs';

const count = 2 ** 20;
const rounds = Number(process.env.ROUNDS ?? 9);
const gpu = await nodeGpu();
const adapter = await gpu.requestAdapter();
const device = await adapter.requestDevice({
  requiredFeatures: ['subgroups'].filter((name) => adapter.features.has(name)),
});
const tf = await tfjsOn(gpu, device, adapter.info);

const scores = (shift) => Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 1.7 + shift));
const [predicted, target] = [scores(0), scores(0.4)];
const usage = 0x80 | 0x8 | 0x4; // GPUBufferUsage.STORAGE | COPY_DST | COPY_SRC

function bufferOf(contents) {
  const buffer = device.createBuffer({ size: contents.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, contents);
  return buffer;
}

const [x, s] = [bufferOf(predicted), bufferOf(target)];
const [gradient, loss, partials] = [4 * count, 4, 4096].map((size) => device.createBuffer({ size, usage }));

/** Median times of several ways, run in turn. */
async function timesOf(ways) {
  const times = ways.map(() => []);
  for (const way of ways) await way();
  for (let round = 0; round < rounds; round += 1) {
    for (const [k, way] of ways.entries()) {
      const start = performance.now();
      await way();
      times[k].push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(rounds / 2)]);
}

const encoded = (kernel, shape) => () => {
  const encoder = device.createCommandEncoder();
  kernel.encode(encoder, { predicted: x, target: s, gradient, loss, shape });
  device.queue.submit([encoder.finish()]);
  return device.queue.onSubmittedWorkDone();
};

/** Value and gradient of a textbook formula under automatic differentiation, on tensors that lie on the device. */
function differentiated(formula, shape) {
  const [yPred, yTrue] = [tf.tensor(predicted, shape), tf.tensor(target, shape)];
  return async () => {
    const { value, grad } = tf.valueAndGrad((y) => tf.tidy(() => formula(yTrue, y)))(yPred);
    await value.data();
    await device.queue.onSubmittedWorkDone();
    tf.dispose([value, grad]);
  };
}

const sinhFormula = (yTrue, yPred) => {
  const [u, v] = [tf.mul(yPred, 0.5), tf.mul(yTrue, 0.5)];
  const gap = tf.sub(tf.sub(tf.cosh(u), tf.cosh(v)), tf.mul(tf.sub(u, v), tf.sinh(v)));
  return tf.mean(tf.mul(gap, 2));
};

/** KL(softmax(e^{s/2}) ‖ softmax(e^{ŝ/2})). */
const softmaxFormula = (yTrue, yPred) => {
  const [u, v] = [tf.logSoftmax(tf.exp(tf.mul(yPred, 0.5))), tf.logSoftmax(tf.exp(tf.mul(yTrue, 0.5)))];
  return tf.mean(tf.sum(tf.mul(tf.exp(v), tf.sub(v, u)), -1));
};

const show = (text, value, bar) =>
  console.log(`${text.padEnd(72)} ${value.toFixed(3)}${bar ? `   (at most ${bar})` : ''}`);

console.log(`${adapter.info.vendor} ${adapter.info.device}, 2^20 scores, loss, gradient and mean; median of ${rounds}`);
const sinh = await createKernel(device, losses.matching(links.sinh({ rate: 0.5 })));
const buffers = [x, s, gradient, partials];
const [mine, open, hand, move, theirs] = await timesOf([
  encoded(await createKernel(device, losses.matching(links.sinh({ rate: 0.5 })), { parameters: 'constants' }), [count]),
  encoded(sinh, [count]),
  textbookKernel(device, buffers),
  moveKernel(device, buffers),
  differentiated(sinhFormula, [count]),
]);
show('sinh, ms', mine);
show('sinh, open parameters, ms', open);
show('sinh, of the textbook formula in tfjs', mine / theirs, 0.25);
show('sinh, of a hand-written fused kernel of the textbook formula', mine / hand, 1.5);
show('sinh, bytes per second of a kernel that only reads both and writes a sum', move / mine);

const items = 32_768;
const shape = [count / items, items];
const composite = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'divergence' });
const [examples, rowsOfTfjs, moved] = await timesOf([
  encoded(await createKernel(device, composite, { parameters: 'constants' }), shape),
  differentiated(softmaxFormula, shape),
  moveKernel(device, buffers),
]);
show('rows of 32,768 classes, composite softmax, ms', examples);
show('rows, of the textbook formula in tfjs', examples / rowsOfTfjs, 0.4);
show('rows, bytes per second of a kernel that only reads both and writes a sum', moved / examples);
await printEmitTimes(subject);
process.exit(0);
