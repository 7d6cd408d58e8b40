/**
 * Runs a kernel at large sizes: the time, whether its mean is right (the data repeat, so that every mean is the first one's), and what memory grew by
 * in later calls with outputs given.
 *
 *     node scripts/sizes.mjs [--largest 27]
 */
import { parseArgs } from 'node:util';
import { createKernel, links, losses } from '../dist/index.js';

const { values } = parseArgs({ options: { largest: { type: 'string', default: '27' } } });
const period = 2 ** 16;
const wave = (shift) => Float32Array.from({ length: period }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);
const [first, second] = [wave(0), wave(0.2)];

function repeated(part, count) {
  const all = new Float32Array(count);
  for (let at = 0; at < count; at += period) all.set(part, at);
  return all;
}

const kernel = createKernel(losses.matching(links.sinh({ rate: 0.5 })));
let mean;
for (let power = 16; power <= Number(values.largest); power += power < 20 ? 4 : power < 26 ? 3 : 1) {
  const count = 2 ** power;
  const inputs = { target: repeated(first, count), predicted: repeated(second, count), shape: [count] };
  const outputs = { gradient: new Float32Array(count), loss: new Float32Array(1) };
  kernel.run(inputs, outputs);
  const before = process.memoryUsage();
  const start = performance.now();
  kernel.run(inputs, outputs);
  const taken = performance.now() - start;
  const after = process.memoryUsage();
  mean ??= outputs.loss[0];
  const off = Math.abs(outputs.loss[0] / mean - 1);
  const last = Math.abs((outputs.gradient[count - 1] * count) / (outputs.gradient[period - 1] * count) - 1);
  const grown = (name) => `${name} ${((after[name] - before[name]) / 1024).toFixed(0)} KiB`;
  console.log(
    `2^${power}: ${taken.toFixed(0)} ms, mean off by ${off.toExponential(1)}, last gradient by ${last.toExponential(1)}; grown by ${grown('heapUsed')}, ${grown('arrayBuffers')}`,
  );
}
