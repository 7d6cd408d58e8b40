import { links, losses } from '@lossmith/core';
import { compileLoss, parametersOf } from '@lossmith/core/backend';
import { everyLink } from '../dist/index.js';

const outputs = ['loss', 'gradient', 'hessian'];
const rounds = Number(process.env.ROUNDS ?? 5);

/** Milliseconds to compile the loss of a sum of links, parameters open, and to emit it. */
async function emitTime(backend, precision, kinds) {
  const start = performance.now();
  const loss = losses.matching(links.sum(kinds));
  await backend.emit(compileLoss(backend, loss, { precision, outputs, parameters: [...parametersOf(loss).keys()] }));
  return performance.now() - start;
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** Prints how long a backend takes from a loss to its artifact: sums of 16 links of every kind, against the links one by one. */
export async function printEmitTimes({ backend, precision }) {
  const [together, alone] = [[], []];
  await emitTime(backend, precision, everyLink);
  for (let round = 0; round < rounds; round += 1) {
    together.push(await emitTime(backend, precision, everyLink));
    let total = 0;
    for (const link of everyLink) total += await emitTime(backend, precision, [link]);
    alone.push(total);
  }
  const [sum, parts] = [median(together), median(alone)];
  console.log(
    `${backend.name}: a sum of ${everyLink.length} links with open parameters compiles in ${sum.toFixed(0)} ms, ` +
      `the links one by one in ${parts.toFixed(0)} ms: ${(sum / parts).toFixed(2)} x`,
  );
}
