import { evaluate, links, losses } from '../dist/index.js';

const count = 1_000_000;
const scores = (shift) => Float64Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);
const inputs = { predicted: scores(0.2), target: scores(0) };

function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The least one can do: squared error and its gradient in one loop over the same arrays. */
function loop() {
  const [loss, gradient] = [new Float64Array(count), new Float64Array(count)];
  for (let k = 0; k < count; k += 1) {
    gradient[k] = inputs.predicted[k] - inputs.target[k];
    loss[k] = 0.5 * gradient[k] * gradient[k];
  }
  return loss;
}

const best = (run) => Math.min(...Array.from({ length: 3 }, () => time(run)));
const floor = best(loop);
console.log(
  'evaluate, 10^6 scores, loss, gradient and hessian in float64; best of 3, and times a plain loop for squared error',
);
for (const kind of ['identity', 'sinh', 'exp', 'sigmoid', 'arctan', 'softplus', 'erf']) {
  const loss = losses.matching(links[kind]({ rate: 0.5 }));
  const taken = best(() => evaluate(loss, inputs, { reduction: 'mean' }));
  console.log(`${kind.padEnd(9)} ${taken.toFixed(0).padStart(5)} ms  ${(taken / floor).toFixed(0).padStart(4)} x`);
}
