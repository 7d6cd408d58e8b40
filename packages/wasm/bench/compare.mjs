import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers'; // registers the gradients that formulas as typed need

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${dirname(packageFile)}/wasm-out/`);

export const scores = (count, shift) =>
  Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);

const quantile = (times, share) => [...times].sort((x, y) => x - y)[Math.floor((times.length - 1) * share)];

/**
 * Milliseconds of each candidate (a function, perhaps asynchronous), in rounds in which they take turns, so that the machine's moods
 * meet all of them: the shortest, and the median.
 */
export async function compare(candidates, rounds) {
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round < rounds + 2; round += 1) {
    for (const [name, run] of Object.entries(candidates)) {
      const start = performance.now();
      await run();
      if (round >= 2) times[name].push(performance.now() - start);
    }
  }
  const summary = (list) => ({ best: quantile(list, 0), median: quantile(list, 0.5) });
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, summary(list)]));
}

const shown = (x) => (x < 1 ? x.toPrecision(2) : x.toFixed(1));
export const milliseconds = ({ best, median }) => `${shown(best)} (median ${shown(median)}) ms`;

/** How many times as long, by the shortest times; and by the medians. */
export const ratio = (one, other) =>
  `${(one.best / other.best).toPrecision(2)} x (medians ${(one.median / other.median).toPrecision(2)} x)`;
