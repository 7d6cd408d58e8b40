import * as tf from '@tensorflow/tfjs-core';
import { links, losses } from '../dist/index.js';
import { listRun, rankNetRun, tensorRun } from './lists.mjs';

// The most memory that this process had while it did one thing, in MiB.
const ways = {
  nothing: () => () => undefined,
  kernel: () => listRun(losses.pairwise(links.sigmoid()), 4096),
  rankNet: () => rankNetRun(10_000),
  tensors: () => tensorRun(4096),
};

await tf.setBackend('wasm');
await ways[process.argv[2]]()();
console.log(process.resourceUsage().maxRSS / 1024);
